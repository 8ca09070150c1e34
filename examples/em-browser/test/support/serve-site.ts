import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

/** The built site on a free port of this machine. */
export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** @param isolated whether the server isolates its pages from other origins, so that threads may share memory */
export async function serveSite({ isolated = true }: { readonly isolated?: boolean } = {}): Promise<Site> {
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
  const headers = isolated
    ? {}
    : { 'Cross-Origin-Opener-Policy': 'unsafe-none', 'Cross-Origin-Embedder-Policy': 'unsafe-none' };
  const server = await preview({ configFile, logLevel: 'warn', preview: { port: 0, strictPort: false, headers } });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}
