import type { AugmentedWindow } from '@unet/augment/arrays';
import { createRandom, type Random } from '@unet/tensor/arrays';
import { planTiles } from '@unet/tiling/arrays';
import type { NamedSize } from '../slice.ts';
import { fittingOutput, largestFitting } from './fitting-output.ts';
import { checkSampleIndex } from './sample-source.ts';
import type { TileSettings } from './tile-options.ts';

/** Where a sample comes from, and how it is augmented. */
interface PlannedSample {
  /** Index of its slice. */
  readonly slice: number;
  readonly window: AugmentedWindow;
  readonly random: Random;
}

/** All samples of a run. */
export interface SamplePlan {
  /** Samples of one epoch. */
  readonly length: number;
  at(index: number): PlannedSample;
}

/** One output square of one slice. */
interface Place {
  readonly slice: number;
  readonly row: number;
  readonly column: number;
}

/**
 * Plans the samples of slices of some sizes: each epoch all places in another order. A sample is a function of the seed and its index.
 * @throws RangeError where slices and sizes do not fit together
 */
export function planSamples(where: string, slices: readonly NamedSize[], settings: TileSettings): SamplePlan {
  const { config, placement, context } = settings;
  const inputSize = settings.inputSize ?? largestFitting(where, config, slices);
  const side = fittingOutput(where, config, slices, inputSize);
  const places = placesOf(where, slices, side, settings.stride);
  const root = createRandom(settings.seed);
  const orderOf = rememberLast((epoch: number) => root.fork('order').fork(epoch).shuffle(places));
  const shape = { height: side, width: side, margin: (inputSize - side) / 2, labelMargin: context };

  return {
    length: places.length,
    at(index) {
      checkSampleIndex(index);
      const random = root.fork('sample').fork(index);
      const planned = orderOf(Math.floor(index / places.length))[index % places.length]!;
      const place =
        placement === 'grid' ? planned : anywhere(planned.slice, slices[planned.slice]!, side, random.fork('place'));
      const window = { row: place.row, column: place.column, ...shape };
      return { slice: place.slice, window, random: random.fork('augmentation') };
    },
  };
}

function placesOf(where: string, slices: readonly NamedSize[], side: number, stride: number = side): Place[] {
  if (!(Number.isSafeInteger(stride) && stride >= 1 && stride <= side)) {
    throw new RangeError(
      `${where}: stride must be an integer from 1 to the output's side, ${side}, or pixels are missed, got ${stride}`,
    );
  }
  return slices.flatMap(({ height, width }, slice): Place[] => {
    const { tiles } = planTiles({ height, width, outputSize: side, stride });
    return tiles.map(({ row, column }) => ({ slice, row, column }));
  });
}

function anywhere(slice: number, { height, width }: NamedSize, side: number, random: Random): Place {
  return { slice, row: random.integer(height - side + 1), column: random.integer(width - side + 1) };
}

/** Remembers the last result: samples are asked for in order, mostly within one epoch. */
function rememberLast<Result>(compute: (key: number) => Result): (key: number) => Result {
  let last: { key: number; result: Result } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, result: compute(key) };
    return last.result;
  };
}
