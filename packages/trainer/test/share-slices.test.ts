import { shareSlices } from '@unet/trainer/arrays';
import { expect, test, vi } from 'vitest';
import { squareSlices } from './tiny.ts';

const canShare = typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated !== false;

test('the same slices, in memory of all threads where there is any', () => {
  const slices = squareSlices(2);
  const shared = shareSlices(slices);
  expect(shared).toEqual(slices);
  for (const { image, label } of shared) {
    for (const { data } of [image, label]) expect(data.buffer.constructor.name === 'SharedArrayBuffer').toBe(canShare);
  }
  expect(slices[0]!.image.data.buffer).toBeInstanceOf(ArrayBuffer);
});

test('what is shared already is not copied again', () => {
  const [shared] = shareSlices(squareSlices(1));
  const [again] = shareSlices([shared!]);
  expect(again!.image.data).toBe(shared!.image.data);
  expect(again!.label.data).toBe(shared!.label.data);
});

test('slices must be whole, and in plain memory', () => {
  expect(() => shareSlices([])).toThrow(
    new RangeError('shareSlices: slices must be a list of at least one slice, got Array(0)'),
  );
  const tensor = { shape: [8, 12, 1], dtype: 'float32', dataId: {} };
  expect(() => shareSlices([{ image: tensor, label: tensor } as never])).toThrow(
    new TypeError('shareSlices: slice 0: image must be { height, width, channels, data }, got [8,12,1] float32 tensor'),
  );
});

test.each([
  ['SharedArrayBuffer', undefined],
  ['crossOriginIsolated', false],
])('the slices themselves where %s is %s', (name, value) => {
  vi.stubGlobal(name, value);
  try {
    const slices = squareSlices(1);
    expect(shareSlices(slices)[0]).toBe(slices[0]);
  } finally {
    vi.unstubAllGlobals();
  }
});
