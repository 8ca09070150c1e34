import { inputSizeFor, largestInputSize, nearestInputSizes, outputSize, type UNetConfig } from '@unet/model';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { Settings } from './settings.ts';

/**
 * The input size that was asked for, after checking that the network and every slice allow it; otherwise the largest that fits into the
 * slices and the settings' limit.
 */
export function chooseInputSize(
  settings: Settings,
  config: UNetConfig,
  slices: readonly LabelledSliceArrays[],
): number {
  const { inputSize, inputSizeLimit, depth } = settings;
  const images = slices.map(({ image }) => image);
  const largest = largestInputSize(config, { images, atMost: Number.POSITIVE_INFINITY });
  if (largest === undefined) {
    const side = outputSize(config, inputSizeFor(config, 1))!;
    throw new RangeError(
      `--depth ${depth} needs slices of at least ${side} x ${side} pixels, ${smallerThan(side, slices)}`,
    );
  }
  if (inputSize === undefined) {
    // Of deep networks even the smallest input is beyond the limit.
    return largestInputSize(config, { images, atMost: inputSizeLimit }) ?? largestInputSize(config, { images })!;
  }
  const side = outputSize(config, inputSize);
  if (side === undefined) {
    const nearest = nearestInputSizes(config, inputSize).join(' or ');
    throw new RangeError(`--input-size must be legal at --depth ${depth} (nearest ${nearest}), got ${inputSize}`);
  }
  if (inputSize > largest) {
    throw new RangeError(
      `--input-size must fit into every slice, its output is ${side} x ${side} pixels and ${smallerThan(side, slices)}: the largest that fits is ${largest}, got ${inputSize}`,
    );
  }
  return inputSize;
}

/** Names the first slice that is smaller than a square. */
function smallerThan(side: number, slices: readonly LabelledSliceArrays[]): string {
  const { name, image } = slices.find((slice) => Math.min(slice.image.height, slice.image.width) < side)!;
  return `${name} has ${image.height} x ${image.width}`;
}
