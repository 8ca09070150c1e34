import { inputSizeFor, largestInputSize, type NetworkConfig, outputSize } from '@unet/model/arrays';
import { checkInputSide } from '@unet/model/internal';
import type { NamedSize } from '../slice.ts';

/**
 * The side of the output square of samples.
 * @throws RangeError unless the input size is legal and its output fits into every slice
 */
export function fittingOutput(
  where: string,
  config: NetworkConfig,
  slices: readonly NamedSize[],
  inputSize: number,
): number {
  checkInputSide(where, 'inputSize', config, inputSize);
  const side = outputSize(config, inputSize)!;
  const small = slices.find(({ height, width }) => height < side || width < side);
  if (small === undefined) return side;
  const largest = largestFitting(where, config, slices, inputSize);
  throw new RangeError(
    `${where}: ${small.name} (${small.height} x ${small.width}) is too small for inputSize ${inputSize}, whose output is ${side} x ${side}; the largest input size that fits is ${largest}`,
  );
}

/**
 * The largest legal input size, by default at most 572, whose output square fits into every slice.
 * @throws RangeError where even the smallest does not
 */
export function largestFitting(
  where: string,
  config: NetworkConfig,
  slices: readonly NamedSize[],
  atMost?: number,
): number {
  const images = slices.map(({ height, width }) => ({ height, width }));
  const fitting = largestInputSize(config, atMost === undefined ? { images } : { images, atMost });
  if (fitting !== undefined) return fitting;
  const smallest = images.reduce(
    (least, { height, width }) => Math.min(least, height, width),
    Number.POSITIVE_INFINITY,
  );
  throw new RangeError(
    `${where}: slices must be at least ${outputSize(config, inputSizeFor(config, 1))} pixels high and wide for this network, got ${smallest}`,
  );
}
