import { describe, type Random } from '@unet/tensor/arrays';

/** Throws unless `value` is an integer of at least `lowest`. */
export function checkCount(where: string, argument: string, value: number, lowest = 1): void {
  if (!Number.isInteger(value) || value < lowest) {
    throw new RangeError(`${where}: ${argument} must be an integer >= ${lowest}, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a finite number greater than zero. */
export function checkPositive(where: string, argument: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${where}: ${argument} must be finite and > 0, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a finite number of at least zero. */
export function checkNotNegative(where: string, argument: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`${where}: ${argument} must be finite and >= 0, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a finite number. */
export function checkFinite(where: string, argument: string, value: number): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${where}: ${argument} must be a finite number, got ${describe(value)}`);
  }
}

/** Throws unless `value` lies in [0, 1]. */
export function checkProbability(where: string, argument: string, value: number): void {
  if (!(value >= 0 && value <= 1)) {
    throw new RangeError(`${where}: ${argument} must be between 0 and 1, got ${describe(value)}`);
  }
}

/** Throws unless `value` is one of the two words. */
export function checkWord(where: string, argument: string, value: string, words: readonly [string, string]): void {
  if (!words.includes(value)) {
    throw new TypeError(`${where}: ${argument} must be "${words[0]}" or "${words[1]}", got ${describe(value)}`);
  }
}

/** Throws unless `value` draws numbers. */
export function checkRandom(where: string, argument: string, value: Random): void {
  if (typeof value?.uniform !== 'function' || typeof value.normal !== 'function') {
    throw new TypeError(`${where}: ${argument} must be a Random made by createRandom, got ${describe(value)}`);
  }
}

/** Throws unless `value` is an object whose properties can be read. */
export function checkOptions(where: string, argument: string, value: object): void {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${where}: ${argument} must be an object, got ${describe(value)}`);
  }
}
