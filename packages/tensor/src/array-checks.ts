import type { ImageArray, LabelArray, WeightArray } from './array-types.ts';
import { describe } from './describe.ts';

type Plane = { readonly height: number; readonly width: number; readonly data: unknown };

/**
 * Throws unless `value` is a whole {@link ImageArray}.
 * @param where name of the calling function, the start of the message
 * @param argument name of the argument
 */
export function checkImageArray(where: string, argument: string, value: ImageArray): void {
  checkSides(where, argument, value);
  if (!isCount(value.channels)) {
    throw new RangeError(`${where}: ${argument}.channels must be a positive integer, got ${describe(value.channels)}`);
  }
  checkData(where, argument, value.data, Float32Array, value.height * value.width * value.channels);
}

/** Throws unless `value` is a whole {@link LabelArray}; parameters as in {@link checkImageArray}. */
export function checkLabelArray(where: string, argument: string, value: LabelArray): void {
  checkSides(where, argument, value);
  checkData(where, argument, value.data, Int32Array, value.height * value.width);
}

/** Throws unless `value` is a whole {@link WeightArray}; parameters as in {@link checkImageArray}. */
export function checkWeightArray(where: string, argument: string, value: WeightArray): void {
  checkSides(where, argument, value);
  checkData(where, argument, value.data, Float32Array, value.height * value.width);
}

function checkSides(where: string, argument: string, value: Plane): void {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${where}: ${argument} must be { height, width, data }, got ${describe(value)}`);
  }
  for (const side of ['height', 'width'] as const) {
    if (!isCount(value[side])) {
      throw new RangeError(`${where}: ${argument}.${side} must be a positive integer, got ${describe(value[side])}`);
    }
  }
}

function checkData(
  where: string,
  argument: string,
  data: unknown,
  type: typeof Float32Array | typeof Int32Array,
  length: number,
): void {
  if (!(data instanceof type)) {
    throw new TypeError(`${where}: ${argument}.data must be a ${type.name}, got ${describe(data)}`);
  }
  if (data.length !== length) {
    throw new RangeError(`${where}: ${argument}.data must hold ${length} values, got ${data.length}`);
  }
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0;
}
