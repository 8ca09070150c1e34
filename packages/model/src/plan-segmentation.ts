import type { Size } from '@unet/tensor/arrays';
import { checkOptions, checkSize, checkSquare } from '@unet/tensor/internal';
import { planTiles, type TilePlan } from '@unet/tiling/arrays';
import { type UNetConfig, wholeConfig } from './config.ts';
import type { MemoryLimits } from './fits-device.ts';
import { contextOf, stepOf } from './geometry.ts';
import { chooseInput } from './segmentation-input.ts';

/** Options of {@link planSegmentation}, with the meaning that they have in `segment`. */
export interface PlanSegmentationOptions {
  readonly inputSize?: number | Size | undefined;
  readonly stride?: number | Size | undefined;
  readonly batchSize?: number | undefined;
  readonly symmetries?: boolean | undefined;
  readonly limits?: MemoryLimits | undefined;
}

/**
 * The overlap tiles (Ronneberger et al. 2015, section 2, figure 2) by which `segment` predicts an image, for a picture of them or a
 * prediction of your own: with `extractTile` and `createStitcher` of `@unet/tiling`. The plan's margin is the context around each output
 * square that the network is shown, also with same padding, where it is cut away from the network's answer.
 *
 * A network answers alike for a pixel wherever it lies in the tile only if the poolings pair the same pixels: tiles must start whole
 * steps of 2^depth pixels apart. So the last tile of a row or column is not moved back inside the image to its border, but less than a
 * step beyond it, and the default stride is the largest number of steps in the output square.
 * @param config what differs from `paperConfig`
 * @param image the image, or its size
 * @throws RangeError for an illegal input size or stride, or if the network does not fit the device; TypeError for unknown options
 * @example
 * planSegmentation(paperConfig, { height: 512, width: 512 }).tiles.length; // 4
 */
export function planSegmentation(
  config: Partial<UNetConfig>,
  image: Size,
  options: PlanSegmentationOptions = {},
): TilePlan {
  const where = 'planSegmentation';
  const whole = wholeConfig(where, config);
  checkSize(where, 'image', image);
  checkOptions(where, options, { inputSize: true, stride: true, batchSize: true, symmetries: true, limits: true });
  return planWithin(where, whole, image, options).plan;
}

/** How `segment` goes through an image: its tiles, and how many of them at once. */
export interface SegmentationPlan {
  readonly plan: TilePlan;
  readonly batchSize: number;
}

/** {@link planSegmentation} for `segment`. */
export function planWithin(
  where: string,
  config: UNetConfig,
  image: Size,
  options: PlanSegmentationOptions & { readonly held?: number },
): SegmentationPlan {
  const stride = options.stride === undefined ? undefined : checkSquare(where, 'stride', options.stride);
  const { inputSize, batchSize } = chooseInput(where, config, image, { ...options, stride });
  const { height, width } = image;
  const margin = contextOf(config);
  const outputSize = { height: inputSize.height - 2 * margin, width: inputSize.width - 2 * margin };
  if (stride !== undefined && (stride.height > outputSize.height || stride.width > outputSize.width)) {
    throw new RangeError(
      `${where}: stride must be at most the output square, ${outputSize.height} x ${outputSize.width}, or pixels are missed, got ${stride.height} x ${stride.width}`,
    );
  }
  const given = stride === undefined ? {} : { stride };
  return { plan: planTiles({ height, width, outputSize, margin, align: stepOf(config), ...given }), batchSize };
}
