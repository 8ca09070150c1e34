import { argMax, stack, type Tensor3D, type Tensor4D, tidy, unstack } from '@tensorflow/tfjs-core';
import type { Image, ImageArray, Label, LabelArray, Size } from '@unet/tensor';
import { createStitcher, extractTile } from '@unet/tiling';
import { writeMostProbableClass } from './class-maps-of-arrays.ts';
import { checkImageLike, isImageTensor } from './image-like.ts';
import { inBatches } from './in-batches.ts';
import type { BorrowedNetwork, Network } from './network.ts';
import { checkUNet } from './ownership.ts';
import { predictRows } from './predict-rows.ts';
import { predictTiles } from './predict-tiles.ts';
import { rowsInMemory } from './rows-of-image.ts';
import {
  type CheckedOptions,
  checkSegmentOptions,
  type Segmentation,
  type SegmentationArrays,
  type SegmentOptions,
  type SegmentOutput,
} from './segment-options.ts';
import { roomForSegmentation } from './segmentation-room.ts';
import { type SegmentationPlan, tilesOfImage } from './tiles-of-image.ts';

/**
 * Segments an image of any size by overlap tiles (Ronneberger et al. 2015, section 2, figure 2): the network sees every output
 * square with its full context, taken from the mirrored image at the border. The result has no seams: as long as the stride is
 * a multiple of `sizeStep`, it is what a single tile around the whole image would give, up to rounding.
 *
 * A tensor stays on the device: nothing is read from it, nor is the work waited for, so that on a GPU a tile may not be done yet when
 * `onTile` is called. It is asynchronous to let the event loop turn after every batch, for `signal` and the page. An `ImageArray` need
 * not fit the device as a whole, nor does its result: beside these two, a few rows of tiles are held.
 * @param unet stays the caller's, and must last until the end
 * @param image `[height, width, channels]`, a float32 tensor or in plain memory; stays the caller's
 * @returns class probabilities `[height, width, classes]` of the same kind, or what `output` asks for; owned by the caller
 * @throws RangeError for an illegal input size or stride, the wrong number of channels, or a network that does not fit `limits`; TypeError
 * for what is no image, for unknown options, and for a network that was disposed or handed over to a training state; the reason of
 * `signal`
 * @example
 * const probabilities = await segment(unet, image, { onTile: (done, total) => bar.update(done / total) });
 * const label = await segment(unet, image, { output: 'label', limits: deviceLimits() });
 */
export function segment<Output extends SegmentOutput = 'probabilities'>(
  unet: Network | BorrowedNetwork,
  image: Image,
  options?: SegmentOptions<Output>,
): Promise<{ probabilities: Image; label: Label; both: Segmentation }[Output]>;
export function segment<Output extends SegmentOutput = 'probabilities'>(
  unet: Network | BorrowedNetwork,
  image: ImageArray,
  options?: SegmentOptions<Output>,
): Promise<{ probabilities: ImageArray; label: LabelArray; both: SegmentationArrays }[Output]>;
export async function segment(
  unet: Network | BorrowedNetwork,
  image: Image | ImageArray,
  options: SegmentOptions<SegmentOutput> = {},
): Promise<Image | ImageArray | Label | LabelArray | Segmentation | SegmentationArrays> {
  const where = 'segment';
  checkUNet(where, unet);
  checkImageLike(where, 'image', image);
  const checked = checkSegmentOptions(where, options);
  const { config } = unet;
  const { height, width, channels } = sizeOf(image);
  if (channels !== config.channels) {
    throw new RangeError(`${where}: image must have ${config.channels} channels, got ${channels}`);
  }
  const { inputSize, stride, batchSize, symmetries, limits } = options;
  // The image lies on the device too, and while rows of tiles are joined up to three times its probabilities.
  const held = isImageTensor(image) ? 4 * height * width * (channels + 3 * config.classes) : 0;
  const size = { height, width };
  const room = roomForSegmentation(where, config, { limits, symmetries, held });
  const plan = tilesOfImage(where, config, size, { inputSize, stride, batchSize }, room);
  return isImageTensor(image) ? segmentTensor(unet, image, plan, checked) : segmentArray(unet, image, plan, checked);
}

async function segmentTensor(
  unet: Network | BorrowedNetwork,
  image: Image,
  { plan, batchSize }: SegmentationPlan,
  options: CheckedOptions,
): Promise<Image | Label | Segmentation> {
  const { boundary, blend, symmetries, output } = options;
  const stitcher = createStitcher(plan, { channels: unet.config.classes, blend });
  try {
    await inBatches('segment', unet, plan, batchSize, options, (tiles) => {
      tidy(() => {
        const x = stack(tiles.map((tile) => extractTile(image, plan, tile, { boundary }))) as Tensor4D;
        const answers = unstack(predictTiles(unet, x, symmetries)) as Tensor3D[];
        for (const [index, tile] of tiles.entries()) stitcher.add(tile, answers[index]!);
      });
    });
    const probabilities = stitcher.finish();
    if (output === 'probabilities') return probabilities;
    const label: Label = argMax(probabilities, 2);
    if (output === 'both') return { probabilities, label };
    probabilities.dispose();
    return label;
  } finally {
    stitcher.dispose();
  }
}

async function segmentArray(
  unet: Network | BorrowedNetwork,
  image: ImageArray,
  plan: SegmentationPlan,
  options: CheckedOptions,
): Promise<ImageArray | LabelArray | SegmentationArrays> {
  const { output } = options;
  const { height, width } = image;
  const channels = unet.config.classes;
  const wanted = (kind: SegmentOutput): number => (output === kind || output === 'both' ? height * width : 0);
  const probabilities = new Float32Array(wanted('probabilities') * channels);
  const label = new Int32Array(wanted('label'));
  await predictRows('segment', unet, rowsInMemory(image), plan, options, (row, values) => {
    if (output !== 'label') probabilities.set(values.data, row * width * channels);
    if (output === 'probabilities') return;
    writeMostProbableClass(values, label.subarray(row * width, (row + values.height) * width));
  });
  if (output === 'label') return { height, width, data: label };
  const ofClasses = { height, width, channels, data: probabilities };
  return output === 'both' ? { probabilities: ofClasses, label: { height, width, data: label } } : ofClasses;
}

function sizeOf(image: Image | ImageArray): Size & { readonly channels: number } {
  if (!isImageTensor(image)) return image;
  const [height, width, channels] = image.shape;
  return { height, width, channels };
}
