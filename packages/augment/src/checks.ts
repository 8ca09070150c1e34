import { describe, type Random } from '@unet/tensor/arrays';
import type { Size } from './size.ts';

/** Throws unless `value` is an object whose properties can be read. */
export function checkObject(where: string, argument: string, value: object): void {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${where}: ${argument} must be an object, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a whole {@link Size}. */
export function checkSize(where: string, argument: string, value: Size): void {
  checkObject(where, argument, value);
  checkInteger(where, `${argument}.height`, value.height, 1);
  checkInteger(where, `${argument}.width`, value.width, 1);
}

/** Throws unless `value` is an integer of at least `lowest`. */
export function checkInteger(
  where: string,
  argument: string,
  value: number,
  lowest: number = Number.MIN_SAFE_INTEGER,
): void {
  if (Number.isSafeInteger(value) && value >= lowest) return;
  const bound = lowest === Number.MIN_SAFE_INTEGER ? '' : ` >= ${lowest}`;
  throw new RangeError(`${where}: ${argument} must be an integer${bound}, got ${describe(value)}`);
}

/** Throws unless `value` can be forked. */
export function checkRandom(where: string, value: Random): void {
  if (typeof value?.fork !== 'function') {
    throw new TypeError(`${where}: random must be a Random made by createRandom, got ${describe(value)}`);
  }
}
