import { describe } from '@unet/tensor/internal';

/** Throws unless `value`, the share of something that is kept at each step, is in [0, 1). */
export function checkDecay(where: string, argument: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value < 1) return;
  throw new RangeError(`${where}: ${argument} must be in [0, 1), got ${describe(value)}`);
}
