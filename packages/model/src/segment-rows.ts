import type { ImageArray } from '@unet/tensor';
import { describe } from '@unet/tensor/internal';
import type { BorrowedNetwork, Network } from './network.ts';
import { checkUNet } from './ownership.ts';
import { predictRows } from './predict-rows.ts';
import { checkRowsOfImage, type RowsOfImage } from './rows-of-image.ts';
import { checkSegmentOptions, type SegmentOptions } from './segment-options.ts';
import { roomForSegmentation } from './segmentation-room.ts';
import { tilesOfImage } from './tiles-of-image.ts';

/** Options of {@link segmentRows}. */
export interface SegmentRowsOptions extends Omit<SegmentOptions, 'output'> {
  /**
   * Takes the class probabilities of rows that are done: the first of them, and `[rows, width, classes]`, which is its own. Called in order,
   * each row once, and waited for.
   */
  readonly onRows: (row: number, probabilities: ImageArray) => Promise<void> | void;
}

/**
 * {@link segment} of an image that need not fit into memory: rows are read, predicted and handed on from the top to the bottom. Beside the
 * network's own tensors it holds the rows of one row of tiles, `4 width (channels height + (2 classes + 1) output height)` bytes and what
 * `readRows` and `onRows` hold. The numbers are those of `segment`, bit for bit.
 * @param unet stays the caller's, and must last until the end
 * @param image is read from the top to the bottom, each row once
 * @throws what `segment` throws, and what `readRows` and `onRows` do; rows that were handed on before are right
 * @example
 * const file = await openImageFile('slide.tif', { channels: 1 });
 * const [page] = file.pages;
 * await segmentRows(unet, page, { onRows: (row, probabilities) => writer.writeRows(classProbability(probabilities, 1).data) });
 */
export async function segmentRows(
  unet: Network | BorrowedNetwork,
  image: RowsOfImage,
  options: SegmentRowsOptions,
): Promise<void> {
  const where = 'segmentRows';
  checkUNet(where, unet);
  checkRowsOfImage(where, 'image', image);
  const { onRows, ...rest } = options;
  if ('output' in rest) throw new TypeError(`${where}: options.output is not an option, probabilities are handed on`);
  const checked = checkSegmentOptions(where, rest);
  if (typeof onRows !== 'function') {
    throw new TypeError(`${where}: onRows must be a function, got ${describe(onRows)}`);
  }
  const { config } = unet;
  const { height, width, channels } = image;
  if (channels !== config.channels) {
    throw new RangeError(`${where}: image must have ${config.channels} channels, got ${channels}`);
  }
  const { inputSize, stride, batchSize, symmetries, limits } = options;
  const room = roomForSegmentation(where, config, { limits, symmetries });
  const plan = tilesOfImage(where, config, { height, width }, { inputSize, stride, batchSize }, room);
  await predictRows(where, unet, image, plan, checked, onRows);
}
