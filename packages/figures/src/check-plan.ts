import { checkCount, checkInteger, checkList, checkObject, checkSize } from '@unet/tensor/internal';
import type { TilePlan } from '@unet/tiling/arrays';

/** Throws unless `plan` has what a {@link TilePlan} holds; it may have come from JSON or from another thread. */
export function checkPlan(where: string, plan: TilePlan): void {
  checkObject(where, 'plan', plan, 'made by planTiles');
  checkCount(where, 'plan.height', plan.height);
  checkCount(where, 'plan.width', plan.width);
  checkSize(where, 'plan.outputSize', plan.outputSize);
  checkInteger(where, 'plan.margin', plan.margin, 0);
  checkList(where, 'plan.tiles', plan.tiles, 'tile');
}
