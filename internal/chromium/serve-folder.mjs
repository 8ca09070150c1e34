import { createServer } from 'node:http';
import sirv from 'sirv';

/** Isolates the page from other origins, the condition under which browsers let threads share memory. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * Serves a folder's files on a free port of the loopback, as they are at that moment.
 * @param {string} folder
 * @param {{ isolated?: boolean }} [options] whether pages are isolated from other origins, so that threads may share memory; they are
 *   unless told otherwise
 * @returns {Promise<{ url: string, close: () => void }>} the address has a slash at the end
 */
export async function serveFolder(folder, { isolated = true } = {}) {
  const serve = sirv(folder, {
    // Reads a file when it is asked for, also one that was written later.
    dev: true,
    dotfiles: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(isolated ? ISOLATION : {})) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => serve(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
