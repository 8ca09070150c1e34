import type { Size } from '@unet/tensor/arrays';
import { checkSquare } from '@unet/tensor/internal';
import { planTiles, type TilePlan } from '@unet/tiling/arrays';
import { chooseInput, type Room } from './choose-input.ts';
import { contextOf, stepOf } from './geometry.ts';
import type { NetworkConfig } from './network-config.ts';

/** What decides about the tiles, with the meaning that it has in `segment`. */
export interface TilesOptions {
  readonly inputSize?: number | Size | undefined;
  readonly stride?: number | Size | undefined;
  readonly batchSize?: number | undefined;
}

/** How `segment` goes through an image: its tiles, and how many of them at once. */
export interface SegmentationPlan {
  readonly plan: TilePlan;
  readonly batchSize: number;
}

/**
 * The tiles by which `segment` predicts an image.
 * @param room what the device has; default: nothing limits
 */
export function tilesOfImage(
  where: string,
  config: NetworkConfig,
  image: Size,
  options: TilesOptions,
  room?: Room,
): SegmentationPlan {
  const stride = options.stride === undefined ? undefined : checkSquare(where, 'stride', options.stride);
  const { inputSize, batchSize } = chooseInput(where, config, image, { ...options, stride }, room);
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
