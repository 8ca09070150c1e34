import { imageFromImageData, imageToImageData, type PixelData } from '@unet/tensor/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

// Red, grey, and a translucent blue.
const pixels: PixelData = {
  height: 1,
  width: 3,
  data: Uint8ClampedArray.of(255, 0, 0, 255, 51, 51, 51, 255, 0, 0, 255, 102),
};

describe('imageFromImageData', () => {
  test('is grey by default: the luma of ITU-R BT.601', () => {
    const image = imageFromImageData(pixels);
    expect({ ...image, data: null }).toEqual({ height: 1, width: 3, channels: 1, data: null });
    expect(image.data).toEqual(Float32Array.of(0.299, 0.2, 0.114));
  });

  test('keeps colours, and opacity where it is asked for', () => {
    expect(imageFromImageData(pixels, { channels: 3 })).toEqual({
      height: 1,
      width: 3,
      channels: 3,
      data: Float32Array.of(1, 0, 0, 0.2, 0.2, 0.2, 0, 0, 1),
    });
    expect(imageFromImageData({ ...pixels, data: new Uint8Array(pixels.data) }, { channels: 4 })).toEqual({
      height: 1,
      width: 3,
      channels: 4,
      data: Float32Array.of(1, 0, 0, 1, 0.2, 0.2, 0.2, 1, 0, 0, 1, 0.4),
    });
  });

  test('grey values of 8 bits are exact', () => {
    const data = new Uint8ClampedArray(4 * 256).map((_, index) => Math.floor(index / 4));
    const image = imageFromImageData({ height: 16, width: 16, data });
    expect(image.data).toEqual(Float32Array.from({ length: 256 }, (_, value) => value / 255));
  });

  test('says what is wrong with its arguments', () => {
    expect(() => imageFromImageData(undefined as never)).toThrow(
      new TypeError('imageFromImageData: pixels must be { height, width, data }, got undefined'),
    );
    expect(() => imageFromImageData({ ...pixels, width: 0 })).toThrow(
      new RangeError('imageFromImageData: pixels.width must be a positive integer, got 0'),
    );
    expect(() => imageFromImageData({ ...pixels, data: [0] as never })).toThrow(
      new TypeError('imageFromImageData: pixels.data must be a Uint8ClampedArray or Uint8Array, got Array(1)'),
    );
    expect(() => imageFromImageData({ ...pixels, data: new Uint8ClampedArray(9) })).toThrow(
      new RangeError('imageFromImageData: pixels.data must hold 1 x 3 x 4 = 12 values, got 9'),
    );
    expect(() => imageFromImageData(pixels, { channels: 2 as 3 })).toThrow(
      new RangeError('imageFromImageData: channels must be 1, 3 or 4, got 2'),
    );
    expect(() => imageFromImageData(pixels, { channel: 3 } as never)).toThrow(
      new TypeError('imageFromImageData: options.channel is not an option, only channels'),
    );
  });
});

describe('imageToImageData', () => {
  test('spreads grey over three channels, clamps, rounds, and is opaque', () => {
    const { data, ...size } = imageToImageData({
      height: 2,
      width: 2,
      channels: 1,
      data: Float32Array.of(0.2, -1, 7, 0.5),
    });
    expect(size).toEqual({ height: 2, width: 2 });
    expect(data).toEqual(Uint8ClampedArray.of(51, 51, 51, 255, 0, 0, 0, 255, 255, 255, 255, 255, 128, 128, 128, 255));
  });

  test('puts channels at their places', () => {
    const three = imageToImageData({ height: 1, width: 1, channels: 3, data: Float32Array.of(1, 0.2, 0.4) });
    expect(three.data).toEqual(Uint8ClampedArray.of(255, 51, 102, 255));
    const four = imageToImageData({ height: 1, width: 1, channels: 4, data: Float32Array.of(1, 0.2, 0.4, 0.6) });
    expect(four.data).toEqual(Uint8ClampedArray.of(255, 51, 102, 153));
  });

  test('gives back the pixels that an image was made of', () => {
    const size = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(size, size, fc.uint8Array({ minLength: 100, maxLength: 100 }), (height, width, bytes) => {
        const data = new Uint8ClampedArray(bytes.subarray(0, 4 * height * width));
        const image = imageFromImageData({ height, width, data }, { channels: 4 });
        expect(imageToImageData(image)).toEqual({ height, width, data });
      }),
    );
  });

  test('says what is wrong with its argument', () => {
    expect(() => imageToImageData({ height: 1, width: 1, channels: 2, data: new Float32Array(2) })).toThrow(
      new RangeError('imageToImageData: image.channels must be 1, 3 or 4, got 2'),
    );
    expect(() => imageToImageData({ height: 1, width: 1, channels: 1, data: new Float32Array(2) })).toThrow(
      new RangeError('imageToImageData: image.data must hold 1 x 1 x 1 = 1 values, got 2'),
    );
    expect(() =>
      imageToImageData({ height: 2, width: 2, channels: 1, data: Float32Array.of(0, 0, 0, Number.NaN) }),
    ).toThrow(new RangeError('imageToImageData: image must be finite, got NaN at row 1, column 1'));
  });
});
