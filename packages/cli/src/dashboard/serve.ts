import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { refusalOf } from './guard.ts';
import type { KnownLogs } from './run-view.ts';
import { type WatchedRuns, watchRuns } from './watch-runs.ts';

/** A dashboard that is served. */
export interface ServedDashboard {
  /** Address of the page. */
  readonly url: string;
  close(): Promise<void>;
}

const USUAL_PORT = 6060;

/** What the page consists of; nothing else in the folder is served. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
};

const HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Serves the dashboard of runs on 127.0.0.1, to this machine alone.
 * @param paths folders of runs, or folders that hold such
 * @param port 0 for any that is free; default 6060, or any that is free where that is taken
 * @throws Error in one line for a port that is taken or not allowed
 */
export async function serveDashboard(paths: readonly string[], port: number | undefined): Promise<ServedDashboard> {
  const runs = watchRuns(paths);
  const server = createServer((request, response) => {
    answer(runs, request, response).catch((error: unknown) => {
      if (!response.headersSent)
        send(response, 500, 'text/plain', error instanceof Error ? error.message : String(error));
      else response.destroy();
    });
  });
  await listen(server, port ?? USUAL_PORT).catch((error: NodeJS.ErrnoException) => {
    // Nobody asked for this one: another dashboard has it.
    if (port === undefined && error.code === 'EADDRINUSE') return listen(server, 0);
    throw new Error(problemOf(error, port ?? USUAL_PORT), { cause: error });
  });
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${given}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function problemOf({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === 'EADDRINUSE') return `port ${port} is taken; choose another --port, or 0 for any that is free`;
  if (code === 'EACCES') return `port ${port} needs other rights; choose a --port from 1024 on`;
  return message;
}

async function answer(runs: WatchedRuns, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = refusalOf(request);
  if (refusal !== undefined) return send(response, refusal.code, 'text/plain', refusal.reason);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const file = Object.hasOwn(FILES, url.pathname) ? FILES[url.pathname] : undefined;
  if (file !== undefined) {
    const place = fileURLToPath(new URL(`../../dist/dashboard/page/${file[0]}`, import.meta.url));
    return send(response, 200, file[1], await readFile(place));
  }
  if (url.pathname === '/runs') {
    const view = await runs.view(knownLogs(url.searchParams.get('known')));
    return send(response, 200, 'application/json', JSON.stringify(view));
  }
  const [, id, name] = /^\/picture\/(\d+)\/([a-z-]+)$/.exec(url.pathname) ?? [];
  const picture = id !== undefined && name !== undefined ? runs.picture(id, name) : undefined;
  const bytes = picture && (await readFile(picture).catch(() => undefined));
  if (bytes === undefined) return send(response, 404, 'text/plain', 'there is nothing of this name');
  return send(response, 200, 'image/png', bytes);
}

function send(response: ServerResponse, code: number, type: string, body: string | Uint8Array): void {
  response.writeHead(code, { ...HEADERS, 'Content-Type': type }).end(response.req.method === 'HEAD' ? undefined : body);
}

/** What a page says that it has: an object of pairs of numbers. Anything else counts as nothing. */
function knownLogs(text: string | null): KnownLogs {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    const entries = Object.entries(value as Record<string, unknown>).filter(
      (entry): entry is [string, [number, number]] => {
        return Array.isArray(entry[1]) && entry[1].length === 2 && entry[1].every((number) => Number.isInteger(number));
      },
    );
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}
