import { expect, test } from 'vitest';
import { figureWidth } from '../src/components/figure-width.ts';

test('a figure is as wide as its room in steps of 20, from 320 to 1000', () => {
  expect([0, 319, 339, 340, 999, 1000, 4000].map(figureWidth)).toEqual([320, 320, 320, 340, 980, 1000, 1000]);
});
