import { completeConfig } from '@unet/model/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { expect, test } from 'vitest';
import { middleOf, previewSize } from '../../src/score/preview-window.ts';

const config = completeConfig({ depth: 1 });

function slice(height: number, width: number): LabelledSliceArrays {
  const data = Float32Array.from({ length: height * width }, (_, index) => index);
  return { image: { height, width, channels: 1, data }, label: { height, width, data: Int32Array.from(data) } };
}

test.each([
  // An input of 44 has an output of 28 pixels: 56 x 56 takes four tiles.
  [56, 0.75, undefined],
  [56, 0.76, 28],
  [200, 0.1, 5 * 28],
  [200, 100, 28],
])('of %d pixels, at %d s a tile, a square of %s pixels is drawn', (size, seconds, side) => {
  const inputSize = { height: 44, width: 44 };
  const part = side === undefined ? undefined : { height: side, width: side };
  expect(previewSize(config, inputSize, slice(size, size), seconds)).toEqual(part);
});

test('a part whose sides differ, of tiles that begin whole steps apart', () => {
  // Outputs of 4 x 12 pixels at depth 3, 8 pixels apart: two along each side.
  const deep = completeConfig({ depth: 3 });
  const part = previewSize(deep, { height: 92, width: 100 }, slice(300, 300), 0.7);
  expect(part).toEqual({ height: 4 + 8, width: 12 + 8 });
});

test('the middle of a slice, image and label alike', () => {
  const { image, label } = middleOf(slice(4, 5), { height: 2, width: 2 });
  expect(image).toMatchObject({ height: 2, width: 2 });
  expect([...image.data]).toEqual([6, 7, 11, 12]);
  expect([...label.data]).toEqual([6, 7, 11, 12]);
});

test('a slice that is smaller stays as it is', () => {
  const { image } = middleOf(slice(2, 6), { height: 4, width: 4 });
  expect([image.height, image.width]).toEqual([2, 4]);
  expect([...image.data]).toEqual([1, 2, 3, 4, 7, 8, 9, 10]);
});
