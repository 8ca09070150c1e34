import { completeConfig } from '@unet/model/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { expect, test } from 'vitest';
import { middleOf, previewSide } from '../../src/train/worker/preview-window.ts';

const config = completeConfig('test', { depth: 1 });

function slice(height: number, width: number): LabelledSliceArrays {
  const data = Float32Array.from({ length: height * width }, (_, index) => index);
  return { image: { height, width, channels: 1, data }, label: { height, width, data: Int32Array.from(data) } };
}

test.each([
  // Tile 44 has an output of 28 pixels: 56 x 56 takes four.
  [56, 0.75, undefined],
  [56, 0.76, 28],
  [200, 0.1, 5 * 28],
  [200, 100, 28],
])('of %d pixels, at %d s a tile, a square of %s pixels is drawn', (size, seconds, side) => {
  expect(previewSide(config, 44, slice(size, size), seconds)).toBe(side);
});

test('the middle of a slice, image and label alike', () => {
  const { image, label } = middleOf(slice(4, 5), 2);
  expect(image).toMatchObject({ height: 2, width: 2 });
  expect([...image.data]).toEqual([6, 7, 11, 12]);
  expect([...label.data]).toEqual([6, 7, 11, 12]);
});

test('a slice that is smaller stays as it is', () => {
  const { image } = middleOf(slice(2, 6), 4);
  expect([image.height, image.width]).toEqual([2, 4]);
  expect([...image.data]).toEqual([1, 2, 3, 4, 7, 8, 9, 10]);
});
