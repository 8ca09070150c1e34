import { expect, test } from 'vitest';
import type { StoredScores } from '../../src/storage/stored-run.ts';
import { bestRows, scoreRows } from '../../src/train/view/score-rows.ts';

const scores: StoredScores = {
  slices: 2,
  threshold: 0.5,
  pixelError: 0.07891,
  constantPixelError: 0.23,
  cells: { randError: 0.123456, vRand: 0.9, vInfo: Number.NaN, warpingError: 0.000123 },
  best: {
    pixelError: { value: 0.07, threshold: 0.30000000000000004 },
    randError: { value: 0.1, threshold: 0.7 },
    vRand: { value: 0.95123456, threshold: 0.6 },
    vInfo: { value: Number.NaN, threshold: Number.NaN },
  },
};

test('plain names are those of the fixed threshold', () => {
  expect(scoreRows(scores)).toEqual([
    ['Wrong pixels', '7.9 %'],
    ['if all were called alike', '23.0 %'],
    ['Rand error', '0.1235'],
    ['V-Rand (1 is perfect)', '0.9000'],
    ['V-Info (1 is perfect)', 'undefined here'],
    ['Warping error', '1.23e-4'],
  ]);
});

test('what was chosen among thresholds is called the best, with its threshold', () => {
  expect(bestRows(scores.best!)).toEqual([
    ['Best wrong pixels', '7.0 % at 0.3'],
    ['Best Rand error', '0.1000 at 0.7'],
    ['Best V-Rand', '0.9512 at 0.6'],
    ['Best V-Info', 'undefined here'],
  ]);
});

test('a perfect warping error is 0', () => {
  expect(scoreRows({ ...scores, cells: { ...scores.cells!, warpingError: 0 } }).at(-1)).toEqual(['Warping error', '0']);
});

test('an earlier version’s scores of cells are left out', () => {
  expect(scoreRows({ ...scores, cells: undefined, best: undefined })).toHaveLength(2);
});
