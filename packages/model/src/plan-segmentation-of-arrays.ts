import type { Size } from '@unet/tensor/arrays';
import { checkOptions, checkSize } from '@unet/tensor/internal';
import type { TilePlan } from '@unet/tiling/arrays';
import { type PartialNetworkConfig, wholeConfig } from './network-config.ts';
import { tilesOfImage } from './tiles-of-image.ts';

/** Options of {@link planSegmentation}, with the meaning that they have in `segment`. */
export interface PlanSegmentationOptions {
  readonly inputSize?: number | Size | undefined;
  readonly stride?: number | Size | undefined;
}

/**
 * The overlap tiles (Ronneberger et al. 2015, section 2, figure 2) by which `segment` predicts an image, for a picture of them or a
 * prediction of your own: with `extractTile` and `createStitcher` of `@unet/tiling`. The plan's margin is the context around each output
 * square that the network is shown, also with same padding, where it is cut away from the network's answer.
 *
 * A network answers alike for a pixel wherever it lies in the tile only if the poolings pair the same pixels: tiles must start whole
 * steps of 2^depth pixels apart. So the last tile of a row or column is not moved back inside the image to its border, but less than a
 * step beyond it, and the default stride is the largest number of steps in the output square.
 *
 * `limits` of a device are for the main entry, since it takes the network itself to say what it needs.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @param image the image, or its size
 * @throws RangeError for an illegal input size or stride; TypeError for unknown options
 * @example
 * planSegmentation(paperConfig, { height: 512, width: 512 }).tiles.length; // 4
 */
export function planSegmentation(
  config: PartialNetworkConfig,
  image: Size,
  options: PlanSegmentationOptions = {},
): TilePlan {
  const where = 'planSegmentation';
  const whole = wholeConfig(where, config);
  checkSize(where, 'image', image);
  checkOptions(where, options, { inputSize: true, stride: true });
  return tilesOfImage(where, whole, image, options).plan;
}
