import { formatPercent } from '@unet/run/arrays';
import { fourDigits } from '../../scores/score-lines.ts';
import { table } from '../../words/table.ts';
import type { ScoreDocument } from './score-document.ts';

/** Scores at each threshold; what is best is marked. Nothing of class maps, of which thresholds say nothing. */
export function thresholdTable({ prediction, pixelError, randError, vRand, vInfo }: ScoreDocument): string[] {
  if (prediction === 'classes') return [];
  const columns = [pixelError, randError, vRand, vInfo];
  const rows = vRand.byThreshold.map(({ threshold }, index) => [
    String(Number(threshold.toFixed(4))),
    ...columns.map((column) => {
      const { value } = column.byThreshold[index]!;
      const text = column === pixelError ? formatPercent(value) : fourDigits(value);
      return `${text}${threshold === column.threshold ? ' *' : '  '}`;
    }),
  ]);
  return table(['threshold', 'pixel error  ', 'Rand error  ', 'V-Rand  ', 'V-Info  '], rows);
}

/** IoU and Dice of each class. */
export function classTable({ iou, dice }: ScoreDocument): string[] {
  const rows = iou.perClass.map((value, index) => [
    String(index),
    fourDigits(value),
    fourDigits(dice.perClass[index]!),
  ]);
  return table(['class', 'IoU', 'Dice'], [...rows, ['mean', fourDigits(iou.mean), fourDigits(dice.mean)]]);
}
