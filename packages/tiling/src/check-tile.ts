import { describe } from '@unet/tensor/arrays';
import type { Size, Tile, TilePlan } from './plan-tiles.ts';

/** Throws unless `plan` has the numbers of a {@link TilePlan}; it may have come from JSON or from another thread. */
export function checkPlan(where: string, plan: TilePlan): void {
  if (typeof plan !== 'object' || plan === null) {
    throw new TypeError(`${where}: plan must be made by planTiles, got ${describe(plan)}`);
  }
  for (const name of ['height', 'width', 'tileHeight', 'tileWidth', 'margin'] as const) {
    const least = name === 'margin' ? 0 : 1;
    if (!Number.isInteger(plan[name]) || plan[name] < least) {
      throw new RangeError(`${where}: plan.${name} must be an integer >= ${least}, got ${describe(plan[name])}`);
    }
  }
}

/** Throws unless the tile's output square starts where a plan for this image could have put it. */
export function checkTile(where: string, plan: TilePlan, tile: Tile): void {
  if (typeof tile !== 'object' || tile === null) {
    throw new TypeError(`${where}: tile must be { row, column }, got ${describe(tile)}`);
  }
  checkStart(where, 'tile.row', tile.row, plan.height - plan.tileHeight);
  checkStart(where, 'tile.column', tile.column, plan.width - plan.tileWidth);
}

/** Throws unless an image or label has the size that the plan was made for. */
export function checkPlanned(where: string, argument: string, plan: TilePlan, value: Size): void {
  if (value.height !== plan.height || value.width !== plan.width) {
    throw new RangeError(
      `${where}: ${argument} must have the plan's size (${plan.height} x ${plan.width}), got ${value.height} x ${value.width}`,
    );
  }
}

function checkStart(where: string, argument: string, start: number, room: number): void {
  const last = Math.max(0, room);
  if (!Number.isInteger(start) || start < 0 || start > last) {
    throw new RangeError(`${where}: ${argument} must be an integer from 0 to ${last}, got ${describe(start)}`);
  }
}
