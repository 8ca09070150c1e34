import { defaultHeldOut, holdOutFold, holdOutLast } from '@unet/run/arrays';
import { expect, test } from 'vitest';

test.each([
  [0, 0],
  [1, 0],
  [2, 1],
  [8, 1],
  [9, 2],
  [24, 4],
  [30, 5],
])('of %d slices %d are held out', (slices, heldOut) => {
  expect(defaultHeldOut(slices)).toBe(heldOut);
});

test('the last ones are held out', () => {
  expect(holdOutLast(['a', 'b', 'c'], 1)).toEqual({ training: ['a', 'b'], heldOut: ['c'] });
  expect(holdOutLast(['a', 'b'], 0)).toEqual({ training: ['a', 'b'], heldOut: [] });
  expect(() => holdOutLast(['a', 'b'], 2)).toThrow('holdOutLast: heldOut must be an integer from 0 to 1, got 2');
});

test('over all folds every slice is held out once, beside its neighbours', () => {
  const slices = ['a', 'b', 'c', 'd', 'e'];
  const folds = [0, 1, 2].map((fold) => holdOutFold(slices, fold, 3));
  expect(folds.map(({ heldOut }) => heldOut.join(''))).toEqual(['ab', 'c', 'de']);
  expect(folds.map(({ training }) => training.join(''))).toEqual(['cde', 'abde', 'abc']);
});

test.each([
  [0, 1, 'holdOutFold: folds must be an integer from 2 to 3, got 1'],
  [0, 4, 'holdOutFold: folds must be an integer from 2 to 3, got 4'],
  [2, 2, 'holdOutFold: fold must be an integer from 0 to 1, got 2'],
])('fold %d of %d of three slices is refused', (fold, folds, message) => {
  expect(() => holdOutFold(['a', 'b', 'c'], fold, folds)).toThrow(message);
});
