import { describe } from '@unet/tensor';
import { ModelFileError } from './model-file-error.ts';

/**
 * The bytes behind a URL.
 * @throws ModelFileError if it cannot be fetched whole; `cause` is what `fetch` threw
 */
export async function download(url: string): Promise<Uint8Array> {
  // Short: a data: URL holds the whole file.
  const name = describe(url);
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new ModelFileError(`loadUNet: ${name} cannot be fetched`, { cause });
  }
  if (!response.ok) {
    throw new ModelFileError(`loadUNet: ${name} answered ${`${response.status} ${response.statusText}`.trim()}`);
  }
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ModelFileError(`loadUNet: ${name} broke off`, { cause });
  }
}
