import type { Size } from '@unet/tensor/arrays';
import { checkCount, checkInteger, checkList, checkObject, checkSize, describe } from '@unet/tensor/internal';
import type { Tile, TilePlan } from './plan-tiles.ts';

/** Throws unless `plan` has the numbers of a {@link TilePlan}; it may have come from JSON or from another thread. */
export function checkPlan(where: string, plan: TilePlan): void {
  checkObject(where, 'plan', plan, 'made by planTiles');
  checkCount(where, 'plan.height', plan.height);
  checkCount(where, 'plan.width', plan.width);
  checkSize(where, 'plan.outputSize', plan.outputSize);
  checkInteger(where, 'plan.margin', plan.margin, 0);
  checkList(where, 'plan.tiles', plan.tiles, 'tile');
}

/** Throws unless the tile's output square starts where a plan for this image could have put it. */
export function checkTile(where: string, plan: TilePlan, tile: Tile): void {
  checkObject(where, 'tile', tile, '{ row, column }');
  const { outputSize } = plan;
  // The last tile is the one furthest down and to the right; it overhangs where the plan was aligned.
  const last = plan.tiles.at(-1);
  checkStart(where, 'tile.row', tile.row, Math.max(plan.height - outputSize.height, last?.row ?? 0, 0));
  checkStart(where, 'tile.column', tile.column, Math.max(plan.width - outputSize.width, last?.column ?? 0, 0));
}

/** Throws unless an image or label has the size that the plan was made for. */
export function checkPlanned(where: string, argument: string, plan: TilePlan, value: Size): void {
  if (value.height !== plan.height || value.width !== plan.width) {
    throw new RangeError(
      `${where}: ${argument} must have the plan's size (${plan.height} x ${plan.width}), got ${value.height} x ${value.width}`,
    );
  }
}

function checkStart(where: string, argument: string, start: number, last: number): void {
  if (!Number.isInteger(start) || start < 0 || start > last) {
    throw new RangeError(`${where}: ${argument} must be an integer from 0 to ${last}, got ${describe(start)}`);
  }
}
