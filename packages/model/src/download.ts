import { FileError } from '@unet/files';

/**
 * The bytes behind a URL.
 * @param url what the caller wrote
 * @throws FileError with the URL if it cannot be fetched whole; `cause` is what `fetch` threw
 */
export async function download(url: string): Promise<Uint8Array> {
  const file = nameOf(url);
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new FileError(
      isPath(url) ? 'is no URL to fetch: readUNet of @unet/model/node reads files' : 'cannot be fetched',
      {
        file,
        cause,
      },
    );
  }
  if (!response.ok) {
    throw new FileError(`the server answered ${`${response.status} ${response.statusText}`.trim()}`, { file });
  }
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new FileError('the download broke off', { file, cause });
  }
}

/** What messages call a URL: a data: URL holds the whole file. */
export function nameOf(url: string): string {
  return url.length > 200 ? `${url.slice(0, 57)}...` : url;
}

/** Whether a text that `fetch` has refused is the path of a file. On a page every text is a URL, relative to the page's own. */
function isPath(url: string): boolean {
  return !('location' in globalThis) && !/^(https?|data|blob):/i.test(url);
}
