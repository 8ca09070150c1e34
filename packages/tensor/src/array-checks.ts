import type { ImageArray, LabelArray, SampleArrays, WeightArray } from './array-types.ts';
import { checkCount, checkForm, place } from './check-values.ts';
import { describe } from './describe.ts';

/**
 * Throws unless `value` is a whole {@link ImageArray}.
 * @param where name of the calling function, the start of the message
 * @param argument name of the argument
 * @throws TypeError for another value or another type of array, RangeError for wrong sides and lengths
 */
export function checkImageArray(where: string, argument: string, value: ImageArray): void {
  checkForm(where, argument, value, ['height', 'width', 'channels', 'data']);
  checkCount(where, `${argument}.height`, value.height);
  checkCount(where, `${argument}.width`, value.width);
  checkCount(where, `${argument}.channels`, value.channels);
  checkData(where, argument, value.data, Float32Array, [value.height, value.width, value.channels]);
}

/** Throws a RangeError that names the first value of a whole image that is NaN or infinite, if there is one. */
export function checkFiniteImage(where: string, argument: string, { data, width, channels }: ImageArray): void {
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const at = place(Math.floor(bad / channels), width);
  throw new RangeError(`${where}: ${argument} must be finite, got ${data[bad]} at ${at}`);
}

/** Throws unless `value` is a whole {@link LabelArray}; parameters and errors as in {@link checkImageArray}. */
export function checkLabelArray(where: string, argument: string, value: LabelArray): void {
  checkPlane(where, argument, value, Int32Array);
}

/** Throws unless `value` is a whole {@link WeightArray}; parameters and errors as in {@link checkImageArray}. */
export function checkWeightArray(where: string, argument: string, value: WeightArray): void {
  checkPlane(where, argument, value, Float32Array);
}

/**
 * Throws unless all three of a {@link SampleArrays} are whole and label and weight have the same size, no larger than the image;
 * parameters and errors as in {@link checkImageArray}.
 */
export function checkSampleArrays(where: string, argument: string, value: SampleArrays): void {
  checkForm(where, argument, value, ['image', 'label', 'weight']);
  const { image, label, weight } = value;
  checkImageArray(where, `${argument}.image`, image);
  checkLabelArray(where, `${argument}.label`, label);
  checkWeightArray(where, `${argument}.weight`, weight);
  checkSampleSizes(where, argument, sizeOf(image), sizeOf(label), sizeOf(weight));
}

/** Throws unless label and weight, each `[height, width]`, have the same size, no larger than the image. */
export function checkSampleSizes(
  where: string,
  argument: string,
  image: readonly number[],
  label: readonly number[],
  weight: readonly number[],
): void {
  if (weight[0] !== label[0] || weight[1] !== label[1]) {
    throw new RangeError(
      `${where}: ${argument}.weight must have the size of the label, ${label.join(' x ')}, got ${weight.join(' x ')}`,
    );
  }
  if (label[0]! > image[0]! || label[1]! > image[1]!) {
    throw new RangeError(
      `${where}: ${argument}.label must not be larger than the image, ${image.join(' x ')}, got ${label.join(' x ')}`,
    );
  }
}

function checkPlane(
  where: string,
  argument: string,
  value: LabelArray | WeightArray,
  type: typeof Float32Array | typeof Int32Array,
): void {
  checkForm(where, argument, value, ['height', 'width', 'data']);
  checkCount(where, `${argument}.height`, value.height);
  checkCount(where, `${argument}.width`, value.width);
  checkData(where, argument, value.data, type, [value.height, value.width]);
}

function checkData(
  where: string,
  argument: string,
  data: unknown,
  type: typeof Float32Array | typeof Int32Array,
  shape: readonly number[],
): void {
  if (!(data instanceof type)) {
    throw new TypeError(`${where}: ${argument}.data must be of type ${type.name}, got ${describe(data)}`);
  }
  const length = shape.reduce((product, side) => product * side, 1);
  if (data.length !== length) {
    throw new RangeError(
      `${where}: ${argument}.data must hold ${shape.join(' x ')} = ${length} values, got ${data.length}`,
    );
  }
}

function sizeOf(plane: { readonly height: number; readonly width: number }): number[] {
  return [plane.height, plane.width];
}
