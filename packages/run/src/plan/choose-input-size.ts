import {
  inputSizeFor,
  largestInputSize,
  type NetworkConfig,
  nearestInputSizes,
  outputSize,
  sizeStep,
} from '@unet/model/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { RunSettings } from '../recipe/run-settings.ts';

/** Sides that the network's input may have, in pixels: `step` apart. */
export interface InputSizeRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/**
 * The input sizes that a network and the slices allow.
 * @throws RangeError where a slice is too small for the network
 */
export function inputSizeRange(config: NetworkConfig, slices: readonly LabelledSliceArrays[]): InputSizeRange {
  const least = inputSizeFor(config, 1);
  const images = slices.map(({ image }) => image);
  const most = largestInputSize(config, { images, atMost: Number.POSITIVE_INFINITY });
  if (most === undefined) {
    const side = outputSize(config, least)!;
    throw new RangeError(
      `depth ${config.depth} needs slices of at least ${side} x ${side} pixels, ${smallerThan(side, slices)}: choose a lower depth`,
    );
  }
  return { least, most, step: sizeStep(config) };
}

/**
 * The input size of a run: the one that the settings ask for, after checking that the network and every slice allow it; otherwise the largest
 * that fits into the slices and the settings' limit, or the smallest of all where even that is beyond the limit.
 * @throws RangeError for a size that is not legal or does not fit, or slices that are too small for the network
 */
export function chooseInputSize(
  { inputSize, inputSizeLimit }: Pick<RunSettings, 'inputSize' | 'inputSizeLimit'>,
  config: NetworkConfig,
  slices: readonly LabelledSliceArrays[],
): number {
  const { least, most } = inputSizeRange(config, slices);
  if (inputSize === undefined) {
    return largestInputSize(config, { atMost: Math.min(inputSizeLimit, most) }) ?? least;
  }
  const side = outputSize(config, inputSize);
  if (side === undefined) {
    const nearest = nearestInputSizes(config, inputSize).join(' or ');
    throw new RangeError(
      `the input size must be legal at depth ${config.depth} (nearest ${nearest}), got ${inputSize}`,
    );
  }
  if (inputSize > most) {
    throw new RangeError(
      `the input size must fit into every slice, its output is ${side} x ${side} pixels and ${smallerThan(side, slices)}: the largest that fits is ${most}, got ${inputSize}`,
    );
  }
  return inputSize;
}

/** Names the first slice that is smaller than a square. */
function smallerThan(side: number, slices: readonly LabelledSliceArrays[]): string {
  const index = slices.findIndex(({ image }) => Math.min(image.height, image.width) < side);
  const { name = `slice ${index}`, image } = slices[index]!;
  return `${name} has ${image.height} x ${image.width}`;
}
