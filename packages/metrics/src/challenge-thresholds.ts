/**
 * The thresholds of the challenge's script: 0, then 0.1 added in double precision while the sum is at most 1. They are therefore 0, 0.1,
 * 0.2, 0.30000000000000004, 0.4, 0.5, 0.6, 0.7, 0.7999999999999999, 0.8999999999999999 and 0.9999999999999999, and at the last one a
 * probability of 1 is still inside.
 */
export const challengeThresholds: readonly number[] = accumulate();

function accumulate(): readonly number[] {
  const thresholds: number[] = [];
  for (let threshold = 0; threshold <= 1; threshold += 0.1) thresholds.push(threshold);
  return Object.freeze(thresholds);
}
