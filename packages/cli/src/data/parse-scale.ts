import { defaultScaling } from '@unet/dataset';
import type { Scaling } from '@unet/tensor/arrays';

/** How grey values are scaled if nothing is said: `defaultScaling` of `@unet/dataset`. */
export const DEFAULT_SCALE = 'percentile';

/** What may be said of it, for people. */
export const SCALES = 'percentile, type, zscore, none or LO,HI';

/** A whole number or fraction, with or without sign. */
const NUMBER = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';

/**
 * The scaling that is said in a word, or in the two stored values that become 0 and 1: `percentile`, `type`, `zscore`, `none`, `0,4095`.
 * @returns undefined by type
 * @throws RangeError for anything else
 */
export function parseScale(text: string): Scaling | undefined {
  if (text === 'type') return undefined;
  if (text === DEFAULT_SCALE) return defaultScaling;
  if (text === 'zscore' || text === 'none') return { kind: text };
  const [, low, high] = new RegExp(`^(${NUMBER}),(${NUMBER})$`).exec(text.replaceAll(/\s/g, '')) ?? [];
  if (low !== undefined && Number(low) < Number(high)) return { kind: 'fixed', low: Number(low), high: Number(high) };
  throw new RangeError(`--scale must be ${SCALES}, the first below the second, got ${text}`);
}

/** A scaling in words. */
export function describeScaling(scaling: Scaling | undefined): string {
  if (scaling === undefined) return 'by type (the largest value of the type becomes 1)';
  if (scaling.kind === 'percentile')
    return `percentiles ${scaling.low} and ${scaling.high} of each file become 0 and 1`;
  if (scaling.kind === 'fixed') return `${scaling.low} and ${scaling.high} become 0 and 1`;
  return scaling.kind === 'zscore'
    ? 'the mean of each file becomes 0, its deviation 1'
    : 'none, values as they are stored';
}
