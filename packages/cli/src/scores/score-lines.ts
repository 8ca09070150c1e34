import type { Evaluation } from '@unet/metrics/arrays';
import { formatPercent } from '@unet/run/arrays';

/**
 * Each score at the threshold that was fixed beforehand, then the best.
 * @param kind of class maps thresholds say nothing
 */
export function scoreLines(
  { threshold, best, ...scores }: Evaluation,
  kind: 'probability' | 'classes' = 'probability',
): string[] {
  const line = (name: string, format: (value: number) => string, value: number, most: number, at: number): string => {
    const fixed = `  ${name.padEnd(11)}  ${format(value)}`;
    if (kind === 'classes') return fixed;
    const where = Number.isNaN(at) ? '' : ` at ${Number(at.toFixed(2))}`;
    return `${fixed} at ${threshold}, best ${format(most)}${where}`;
  };
  const { pixelError, randError, vRand, vInfo } = best;
  return [
    `${line('pixel error', formatPercent, scores.pixelError, pixelError.value, pixelError.threshold)}; a constant answer has ${formatPercent(scores.constantPixelError)}`,
    line('Rand error', fourDigits, scores.randError.error, randError.error, randError.threshold),
    line('V-Rand', fourDigits, scores.vRand.score, vRand.score, vRand.threshold),
    line('V-Info', fourDigits, scores.vInfo.score, vInfo.score, vInfo.threshold),
    ...(kind === 'classes' ? [] : ['  (best: at the threshold that suits these slices best, which flatters them)']),
  ];
}

/** A score with four digits; NaN in words. */
export function fourDigits(value: number): string {
  return Number.isNaN(value) ? 'not defined' : value.toFixed(4);
}
