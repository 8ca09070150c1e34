import { describe } from './describe.ts';
import type { Boundary, Size } from './geometry-types.ts';
import type { Random } from './random.ts';

// Every package checks its arguments with these, so that the same mistake has the same class and the same words everywhere: a value of
// the wrong type or an unknown option is a TypeError, a value of the right type that is out of range a RangeError.

/** Throws unless `value` is an object; `form` says in the message what it should hold. */
export function checkObject(where: string, argument: string, value: unknown, form = 'an object'): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isTensor(value)) return;
  throw new TypeError(`${where}: ${argument} must be ${form}, got ${describe(value)}`);
}

/** Throws unless `value` is an object that has all of the named fields, whatever is in them. */
export function checkForm(where: string, argument: string, value: unknown, fields: readonly string[]): void {
  const form = `{ ${fields.join(', ')} }`;
  checkObject(where, argument, value, form);
  if (fields.every((field) => field in (value as object))) return;
  throw new TypeError(`${where}: ${argument} must be ${form}, got ${describe(value)}`);
}

/**
 * Throws unless `options` is an object that holds no other than the given names: a misspelt option would silently do nothing.
 * @param names every option there is; `Record<keyof Options, true>` makes the compiler keep the list whole
 * @throws TypeError
 */
export function checkOptions<Options extends object>(
  where: string,
  options: Options,
  names: Readonly<Record<keyof Options, true>>,
  argument = 'options',
): void {
  checkObject(where, argument, options);
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name));
  if (unknown === undefined) return;
  throw new TypeError(`${where}: ${argument}.${unknown} is not an option, only ${Object.keys(names).join(', ')}`);
}

/** Throws unless `value` is an integer of at least `lowest`. */
export function checkInteger(
  where: string,
  argument: string,
  value: unknown,
  lowest: number = Number.MIN_SAFE_INTEGER,
): void {
  if (Number.isSafeInteger(value) && (value as number) >= lowest) return;
  throw new RangeError(`${where}: ${argument} must be ${integerFrom(lowest)}, got ${describe(value)}`);
}

/** Throws unless `value` is an integer of at least 1. */
export function checkCount(where: string, argument: string, value: unknown): void {
  checkInteger(where, argument, value, 1);
}

/** Throws unless `value` is a finite number. */
export function checkFinite(where: string, argument: string, value: unknown): void {
  if (!Number.isFinite(value)) throw wrongNumber(where, argument, 'a finite number', value);
}

/** Throws unless `value` is a finite number above 0. */
export function checkPositive(where: string, argument: string, value: unknown): void {
  if (!(Number.isFinite(value) && (value as number) > 0)) {
    throw wrongNumber(where, argument, 'a finite number > 0', value);
  }
}

/** Throws unless `value` is a finite number of at least 0. */
export function checkNotNegative(where: string, argument: string, value: unknown): void {
  if (!(Number.isFinite(value) && (value as number) >= 0)) {
    throw wrongNumber(where, argument, 'a finite number >= 0', value);
  }
}

/** Throws unless `value` is a number from 0 to 1: a probability, a threshold. */
export function checkFraction(where: string, argument: string, value: unknown): void {
  if (!(typeof value === 'number' && value >= 0 && value <= 1)) {
    throw wrongNumber(where, argument, 'a number from 0 to 1', value);
  }
}

/** Throws unless `value` is one of the words. */
export function checkWord(where: string, argument: string, value: unknown, words: readonly string[]): void {
  if (words.includes(value as string)) return;
  const last = JSON.stringify(words.at(-1));
  const list =
    words.length === 1
      ? last
      : `${words
          .slice(0, -1)
          .map((word) => JSON.stringify(word))
          .join(', ')} or ${last}`;
  throw new RangeError(`${where}: ${argument} must be ${list}, got ${describe(value)}`);
}

/** Throws unless `value` is a function. */
export function checkFunction(where: string, argument: string, value: unknown): void {
  if (typeof value !== 'function') {
    throw new TypeError(`${where}: ${argument} must be a function, got ${describe(value)}`);
  }
}

/** Throws unless `value` is true or false. */
export function checkSwitch(where: string, argument: string, value: unknown): void {
  if (typeof value !== 'boolean') {
    throw new TypeError(`${where}: ${argument} must be true or false, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a {@link Boundary}. */
export function checkBoundary(where: string, value: Boundary): void {
  checkWord(where, 'boundary', value, ['symmetric', 'reflect']);
}

/** Throws unless `value` is 4 or 8. */
export function checkConnectivity(where: string, value: 4 | 8, argument = 'connectivity'): void {
  if (value !== 4 && value !== 8) throw wrongNumber(where, argument, '4 or 8', value);
}

/** Throws unless `value` is a {@link Size}. */
export function checkSize(where: string, argument: string, value: Size): void {
  checkObject(where, argument, value, '{ height, width }');
  checkCount(where, `${argument}.height`, value.height);
  checkCount(where, `${argument}.width`, value.width);
}

/** The size that an option gives as one number for both sides, or as a {@link Size}. */
export function checkSquare(where: string, argument: string, value: number | Size): Size {
  if (typeof value === 'number') {
    checkCount(where, argument, value);
    return { height: value, width: value };
  }
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${where}: ${argument} must be a number or { height, width }, got ${describe(value)}`);
  }
  checkSize(where, argument, value);
  return { height: value.height, width: value.width };
}

/** Throws unless `value` draws numbers and can be forked. */
export function checkRandom(where: string, value: Random): void {
  if (typeof value?.uniform === 'function' && typeof value.normal === 'function' && typeof value.fork === 'function') {
    return;
  }
  throw new TypeError(`${where}: random must be a Random made by createRandom, got ${describe(value)}`);
}

/** Throws unless `value` is a list of at least one item, which `what` names: "a list of at least one slice". */
export function checkList(where: string, argument: string, value: unknown, what: string): void {
  if (Array.isArray(value) && value.length > 0) return;
  const Mistake = Array.isArray(value) ? RangeError : TypeError;
  throw new Mistake(`${where}: ${argument} must be a list of at least one ${what}, got ${describe(value)}`);
}

/** Throws unless two sizes are the same: "label must have the size of the image, 4 x 6, got 2 x 2". */
export function checkSameSize(where: string, argument: string, value: Size, of: string, size: Size): void {
  if (value.height === size.height && value.width === size.width) return;
  throw new RangeError(
    `${where}: ${argument} must have the size of the ${of}, ${size.height} x ${size.width}, got ${value.height} x ${value.width}`,
  );
}

/** Where in a picture a value lies, for messages: "row 3, column 5". */
export function place(index: number, width: number): string {
  return `row ${Math.floor(index / width)}, column ${index % width}`;
}

/** Whether a value looks like a TensorFlow.js tensor; the library itself is not needed to ask. */
export function isTensor(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'shape' in value && 'dtype' in value && 'dataId' in value;
}

function integerFrom(lowest: number): string {
  if (lowest === Number.MIN_SAFE_INTEGER) return 'an integer';
  if (lowest === 0) return 'a non-negative integer';
  return lowest === 1 ? 'a positive integer' : `an integer >= ${lowest}`;
}

function wrongNumber(where: string, argument: string, wanted: string, value: unknown): Error {
  return new RangeError(`${where}: ${argument} must be ${wanted}, got ${describe(value)}`);
}
