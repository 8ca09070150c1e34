import type { ImageArray } from '@unet/tensor/arrays';
import { checkCount, checkImageArray, checkOptions } from '@unet/tensor/internal';
import { type Blend, checkBlend } from './blend-weight.ts';
import { checkPlan } from './check-tile.ts';
import type { TilePlan } from './plan-tiles.ts';

/** Options of {@link createStitcher}. */
export interface StitchOptions {
  /** Channels of the values to come. */
  readonly channels: number;
  /** Default `mean`, see {@link Blend}. */
  readonly blend?: Blend;
}

/** The options checked and completed. */
export function stitchOptionsOf(where: string, plan: TilePlan, options: StitchOptions): Required<StitchOptions> {
  checkPlan(where, plan);
  checkOptions(where, options, { channels: true, blend: true });
  const { channels, blend = 'mean' } = options;
  checkCount(where, 'channels', channels);
  checkBlend(where, blend);
  return { channels, blend };
}

/** Throws unless `values` is an image of the plan's output size. */
export function checkTileValues(where: string, plan: TilePlan, channels: number, values: ImageArray): void {
  checkImageArray(where, 'values', values);
  checkTileShape(where, plan, channels, [values.height, values.width, values.channels]);
}

/** Throws unless a shape is that of the plan's output size. */
export function checkTileShape(where: string, plan: TilePlan, channels: number, shape: readonly number[]): void {
  const wanted = [plan.outputSize.height, plan.outputSize.width, channels];
  if (wanted.every((side, axis) => side === shape[axis])) return;
  throw new RangeError(`${where}: values must be ${wanted.join(' x ')}, got ${shape.join(' x ')}`);
}
