import type { BestScore } from '@unet/run';
import { formatPercent } from '@unet/run/arrays';
import type { StoredScores } from '../../storage/stored-run.ts';

/** A name and a number, as the page shows them. */
export type ScoreRow = readonly [name: string, value: string];

/** Scores at the threshold that was fixed before. */
export function scoreRows({ pixelError, constantPixelError, cells }: StoredScores): ScoreRow[] {
  const pixels: ScoreRow[] = [
    ['Wrong pixels', formatPercent(pixelError)],
    ['if all were called alike', formatPercent(constantPixelError)],
  ];
  if (cells === undefined) return pixels;
  const { randError, vRand, vInfo, warpingError } = cells;
  return [
    ...pixels,
    ['Rand error', formatScore(randError)],
    ['V-Rand (1 is perfect)', formatScore(vRand)],
    ['V-Info (1 is perfect)', formatScore(vInfo)],
    ['Warping error', formatWarping(warpingError)],
  ];
}

/** The best of each score, with the threshold that makes it so. */
export function bestRows({ pixelError, randError, vRand, vInfo }: NonNullable<StoredScores['best']>): ScoreRow[] {
  const row = (name: string, { value, threshold }: BestScore, format: (value: number) => string): ScoreRow => [
    name,
    // Where it says nothing at any threshold, there is none to name.
    Number.isNaN(value) ? format(value) : `${format(value)} at ${Number(threshold.toFixed(4))}`,
  ];
  return [
    row('Best wrong pixels', pixelError, formatPercent),
    row('Best Rand error', randError, formatScore),
    row('Best V-Rand', vRand, formatScore),
    row('Best V-Info', vInfo, formatScore),
  ];
}

/** Four digits, or that the slices do not allow the score: no cells in one of them. */
function formatScore(value: number): string {
  return Number.isNaN(value) ? 'undefined here' : value.toFixed(4);
}

/** A fraction of all pixels, as a rule a very small one. */
function formatWarping(value: number): string {
  return value === 0 ? '0' : value.toExponential(2);
}
