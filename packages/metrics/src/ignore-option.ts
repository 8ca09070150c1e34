import { describe } from '@unet/tensor/internal';

/** Throws unless the labels to leave out are a list of integers, or not given. */
export function checkIgnore(where: string, ignore: unknown): void {
  if (ignore === undefined || (Array.isArray(ignore) && ignore.every(Number.isInteger))) return;
  throw new TypeError(`${where}: ignore must be a list of integers, got ${describe(ignore)}`);
}
