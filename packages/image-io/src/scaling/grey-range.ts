import type { Scaling } from '@unet/tensor/arrays';

/** Which stored values become 0 and 1. */
export interface GreyRange {
  /** Of each channel, or of all. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** What lies outside of these is cut off. */
  readonly limits: readonly [low: number, high: number];
}

/** Protects from hot pixels, and keeps cells that are brighter than most. */
const percentileLimits = [-1, 5] as const;
const noLimits = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** The range of a scaling that no file changes; undefined for others. */
export function fixedRange(scaling: Scaling): GreyRange | undefined {
  if (scaling.kind === 'fixed') return { low: [scaling.low], high: [scaling.high], limits: noLimits };
  return scaling.kind === 'none' ? { low: [0], high: [1], limits: noLimits } : undefined;
}

/**
 * Ranges of positive width: one value everywhere becomes 0.
 * @param floors smallest width of each channel
 */
export function rangeFrom(
  scaling: Scaling,
  low: readonly number[],
  high: readonly number[],
  floors: readonly number[],
): GreyRange {
  const widths = low.map((value, channel) => {
    const smallest = Math.max(Math.abs(value), Math.abs(high[channel]!)) * 1e-6 || 1;
    return Math.max(high[channel]! - value, floors[channel] ?? 0, smallest);
  });
  return {
    low,
    high: low.map((value, channel) => value + widths[channel]!),
    limits: scaling.kind === 'percentile' ? percentileLimits : noLimits,
  };
}
