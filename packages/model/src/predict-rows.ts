import { type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Boundary, ImageArray } from '@unet/tensor';
import { extractTileOfRows, type RowRange, rowsOfTile, stitchRows, type TilePlan } from '@unet/tiling/arrays';
import { inBatches } from './in-batches.ts';
import type { BorrowedNetwork, Network } from './network.ts';
import { predictTiles } from './predict-tiles.ts';
import { type RowsOfImage, rowWindow } from './rows-of-image.ts';
import type { CheckedOptions } from './segment-options.ts';
import type { SegmentationPlan } from './tiles-of-image.ts';

/**
 * Predicts an image from the top to the bottom and hands the class probabilities of rows on as soon as no later tile changes them. Holds the
 * rows that one row of tiles sees and those that it answers for.
 * @param onRows takes the first row, and `[rows, width, classes]`, which is its own
 */
export async function predictRows(
  where: string,
  unet: Network | BorrowedNetwork,
  image: RowsOfImage,
  { plan, batchSize }: SegmentationPlan,
  options: CheckedOptions,
  onRows: (row: number, probabilities: ImageArray) => Promise<void> | void,
): Promise<void> {
  const { boundary, blend, symmetries } = options;
  const { outputSize } = plan;
  const channels = unet.config.classes;
  const window = rowWindow(image);
  const ranges = neededRows(plan, boundary, batchSize);
  let batch = 0;
  const ready: { readonly row: number; readonly values: ImageArray }[] = [];
  const stitcher = stitchRows(plan, { channels, blend, onRows: (row, values) => ready.push({ row, values }) });
  const handOn = async (): Promise<void> => {
    for (const { row, values } of ready.splice(0)) await onRows(row, values);
  };
  await inBatches(where, unet, plan, batchSize, options, async (tiles) => {
    const rows = await window(ranges[batch++]!);
    const answers = tidy(() => {
      const inputs = tiles.map((tile) => extractTileOfRows(rows, plan, tile, { boundary }));
      return predictTiles(unet, tensorOf(inputs), symmetries);
    });
    try {
      const data = (await answers.data()) as Float32Array;
      const length = data.length / tiles.length;
      for (const [index, tile] of tiles.entries()) {
        stitcher.add(tile, { ...outputSize, channels, data: data.subarray(index * length, (index + 1) * length) });
      }
    } finally {
      answers.dispose();
    }
    await handOn();
  });
  stitcher.finish();
  await handOn();
}

/** For each batch of tiles the rows that it sees, and what later ones see of the rows above. */
function neededRows(plan: TilePlan, boundary: Boundary, batchSize: number): RowRange[] {
  const ranges = new Map<number, RowRange>();
  for (const tile of plan.tiles) {
    if (!ranges.has(tile.row)) ranges.set(tile.row, rowsOfTile(plan, tile, { boundary }));
  }
  const needed: RowRange[] = [];
  let top = plan.height;
  for (let start = Math.floor((plan.tiles.length - 1) / batchSize) * batchSize; start >= 0; start -= batchSize) {
    const seen = plan.tiles.slice(start, start + batchSize).map(({ row }) => ranges.get(row)!);
    top = Math.min(top, ...seen.map((range) => range.top));
    needed.unshift({ top, bottom: Math.max(...seen.map((range) => range.bottom)) });
  }
  return needed;
}

/** Tiles in plain memory as one tensor `[batch, height, width, channels]`. */
function tensorOf(images: readonly ImageArray[]): Tensor4D {
  const [{ height, width, channels, data }] = images as [ImageArray];
  // One is the usual case: no copy.
  const all = images.length === 1 ? data : new Float32Array(images.length * data.length);
  if (images.length > 1) for (const [index, image] of images.entries()) all.set(image.data, index * data.length);
  return tensor4d(all, [images.length, height, width, channels]);
}
