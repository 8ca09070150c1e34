import type { Boundary, ImageArray } from '@unet/tensor/arrays';
import { mirrorPad } from '@unet/tiling/arrays';
import { float32FromBase64 } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import fixture from './fixtures/pad.json';

const image: ImageArray = { height: 2, width: 3, channels: 1, data: Float32Array.of(1, 2, 3, 4, 5, 6) };

describe('mirrorPad', () => {
  test('symmetric by default, one margin on every side', () => {
    const padded = mirrorPad(image, 1);
    expect(padded).toEqual({
      height: 4,
      width: 5,
      channels: 1,
      // biome-ignore format: rows of the image
      data: Float32Array.of(
        1, 1, 2, 3, 3,
        1, 1, 2, 3, 3,
        4, 4, 5, 6, 6,
        4, 4, 5, 6, 6,
      ),
    });
  });

  test('reflect, a margin for each side', () => {
    const padded = mirrorPad(image, { top: 1, bottom: 0, left: 0, right: 2 }, { boundary: 'reflect' });
    expect(padded).toEqual({
      height: 3,
      width: 5,
      channels: 1,
      // biome-ignore format: rows of the image
      data: Float32Array.of(
        4, 5, 6, 5, 4,
        1, 2, 3, 2, 1,
        4, 5, 6, 5, 4,
      ),
    });
  });

  test('without margins it copies', () => {
    const padded = mirrorPad(image, 0);
    expect(padded).toEqual(image);
    expect(padded.data).not.toBe(image.data);
  });

  test.each(fixture.cases.map((example, index) => ({ index, ...example })))(
    'numpy.pad, case $index, $mode',
    ({ mode, image, margins, padded }) => {
      const actual = mirrorPad({ ...image, data: float32FromBase64(image.data) }, margins, {
        boundary: mode as Boundary,
      });
      // Values are only moved: no tolerance.
      expect(actual).toEqual({ ...padded, channels: image.channels, data: float32FromBase64(padded.data) });
    },
  );

  test('says what is wrong with an argument', () => {
    expect(() => mirrorPad(image, -1)).toThrow(
      new RangeError('mirrorPad: margin must be a non-negative integer, got -1'),
    );
    expect(() => mirrorPad(image, { top: 1, bottom: 1, left: 0.5, right: 1 })).toThrow(
      new RangeError('mirrorPad: margin.left must be a non-negative integer, got 0.5'),
    );
    expect(() => mirrorPad(image, '92' as unknown as number)).toThrow(
      new TypeError('mirrorPad: margin must be a number or { top, bottom, left, right }, got "92"'),
    );
    expect(() => mirrorPad(image, 1, { boundary: 'edge' as Boundary })).toThrow(
      new RangeError('mirrorPad: boundary must be "symmetric" or "reflect", got "edge"'),
    );
    expect(() => mirrorPad(image, 1, { mode: 'reflect' } as object)).toThrow(
      new TypeError('mirrorPad: options.mode is not an option, only boundary'),
    );
    expect(() => mirrorPad(image, 1, 'reflect' as never)).toThrow(
      new TypeError('mirrorPad: options must be an object, got "reflect"'),
    );
    expect(() => mirrorPad({ ...image, width: 4 }, 1)).toThrow('mirrorPad: image.data must hold');
  });
});
