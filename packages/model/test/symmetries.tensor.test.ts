import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { applySymmetry, squareSymmetries, undoSymmetry } from '../src/symmetries.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';

test('there are eight, the identity first', () => {
  expect(squareSymmetries).toHaveLength(8);
  expect(squareSymmetries[0]).toEqual({ transpose: false, flipRows: false, flipColumns: false });
});

test('by hand, on 2 x 3 pixels', async () => {
  const x = tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
  const images: string[] = [];
  for (const symmetry of squareSymmetries) {
    const y = applySymmetry(x, symmetry);
    images.push(JSON.stringify((await y.array())[0]!.map((row) => row.flat())));
    y.dispose();
  }
  expect(images).toEqual([
    '[[1,2,3],[4,5,6]]',
    '[[3,2,1],[6,5,4]]',
    '[[4,5,6],[1,2,3]]',
    '[[6,5,4],[3,2,1]]',
    '[[1,4],[2,5],[3,6]]',
    '[[4,1],[5,2],[6,3]]',
    '[[3,6],[2,5],[1,4]]',
    '[[6,3],[5,2],[4,1]]',
  ]);
  x.dispose();
});

test.each(squareSymmetries)('%j is undone, with batch and channels, and owns its result', async (symmetry) => {
  await expectNoLeak(async () => {
    const x = toTensor<Tensor4D>(plainNoise('x', [2, 3, 4, 5]));
    const there = applySymmetry(x, symmetry);
    const back = undoSymmetry(there, symmetry);
    expect(await back.array()).toEqual(await x.array());
    expect(new Set([x.id, there.id, back.id]).size).toBe(3);
    return [x, there, back];
  });
});
