import type { IncomingMessage } from 'node:http';

/** Names of this machine's own address. */
const LOOPBACK = /^(localhost|127\.0\.0\.1)(:\d+)?$/;

/**
 * Why a request is refused, or undefined. The page shows what lies on a disk, so it is for who sits at this machine and has opened it himself: not
 * for other machines, not for a name that somebody has pointed here (DNS rebinding), not for pages of other origins.
 */
export function refusalOf({
  method,
  headers,
  url,
}: Pick<IncomingMessage, 'method' | 'headers' | 'url'>): Refusal | undefined {
  if (method !== 'GET' && method !== 'HEAD') return { code: 405, reason: `method ${method} is not served` };
  const { host, origin } = headers;
  if (host === undefined || !LOOPBACK.test(host))
    return { code: 403, reason: 'only 127.0.0.1 and localhost are served' };
  if (origin !== undefined && origin !== `http://${host}`) return { code: 403, reason: 'other origins are not served' };
  const site = headers['sec-fetch-site'];
  // `none`: typed, or opened from outside of any page. A link on another page may open this one, but nothing else, and cannot read it.
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  const isLink = url === '/' && headers['sec-fetch-mode'] === 'navigate';
  if (isForeign && !isLink) return { code: 403, reason: 'other origins are not served' };
  return undefined;
}

/** An answer that says no. */
interface Refusal {
  readonly code: number;
  readonly reason: string;
}
