import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

/** A browser takes a module only as JavaScript. */
const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json'],
  ['.wasm', 'application/wasm'],
]);

/** Isolates the page from other origins, the condition under which browsers let threads share memory. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * Serves a folder's files on a free port of the loopback, as any file server would.
 * @param {string} folder
 * @returns {Promise<{ url: string, close: () => void }>} the address has a slash at the end
 */
export async function serveFolder(folder) {
  const base = resolve(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(base, decodeURIComponent(pathname));
    if (!path.startsWith(base + sep) || !isFile(path)) {
      response.writeHead(404, ISOLATION).end(`${pathname} is not here`);
      return;
    }
    const type = TYPES.get(extname(path)) ?? 'application/octet-stream';
    response.writeHead(200, { ...ISOLATION, 'Content-Type': type });
    createReadStream(path).pipe(response);
  });
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

/** @param {string} path */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
