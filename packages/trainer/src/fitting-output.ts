import { inputSizeFor, largestInputSize, nearestInputSizes, outputSize, type UNetConfig } from '@unet/model/arrays';
import { checkCount } from '@unet/tensor/internal';
import { checkSomeSlices, type LabelledSlice, sliceName } from './slice.ts';

/**
 * The side of the output square of samples.
 * @throws RangeError unless the input size is legal and its output fits into every slice
 */
export function fittingOutput(
  where: string,
  config: UNetConfig,
  slices: readonly LabelledSlice[],
  inputSize: number,
): number {
  checkCount(where, 'inputSize', inputSize);
  const side = outputSize(config, inputSize);
  if (side === undefined) {
    const nearest = nearestInputSizes(config, inputSize).join(' or ');
    throw new RangeError(`${where}: inputSize must be a legal input size (nearest ${nearest}), got ${inputSize}`);
  }
  for (const [index, slice] of slices.entries()) {
    const { height, width } = slice.image;
    if (height >= side && width >= side) continue;
    const largest = largestFitting(where, config, slices, inputSize);
    throw new RangeError(
      `${where}: ${sliceName(slice, index)} (${height} x ${width}) is too small for inputs of ${inputSize}, whose output is ${side} x ${side}; the largest input size that fits is ${largest}`,
    );
  }
  return side;
}

/**
 * The largest legal input size, by default at most 572, whose output square fits into every slice.
 * @throws RangeError where even the smallest does not
 */
export function largestFitting(
  where: string,
  config: UNetConfig,
  slices: readonly LabelledSlice[],
  atMost?: number,
): number {
  checkSomeSlices(where, slices);
  const images = slices.map(({ image: { height, width } }) => ({ height, width }));
  const fitting = largestInputSize(config, atMost === undefined ? { images } : { images, atMost });
  if (fitting !== undefined) return fitting;
  const smallest = Math.min(...images.flatMap(({ height, width }) => [height, width]));
  throw new RangeError(
    `${where}: slices must be at least ${outputSize(config, inputSizeFor(config, 1))} pixels high and wide for this network, got ${smallest}`,
  );
}
