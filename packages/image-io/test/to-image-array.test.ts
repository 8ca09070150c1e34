import { FileError } from '@unet/files';
import { decodePages, type RawImage, toImageArray } from '@unet/image-io/arrays';
import { expectAllClose } from '@unet-internal/testing';
import { expect, test } from 'vitest';

function raw(format: RawImage['format'], bitDepth: number, channels: number, data: RawImage['data']): RawImage {
  return { width: data.length / channels, height: 1, channels, bitDepth, format, data };
}

test.each<[string, RawImage, number[]]>([
  ['1 bit', raw('uint', 1, 1, Uint8Array.of(0, 1)), [0, 1]],
  ['2 bits', raw('uint', 2, 1, Uint8Array.of(0, 1, 3)), [0, 1 / 3, 1]],
  ['4 bits', raw('uint', 4, 1, Uint8Array.of(0, 5, 15)), [0, 5 / 15, 1]],
  ['8 bits', raw('uint', 8, 1, Uint8Array.of(0, 51, 255)), [0, 51 / 255, 1]],
  ['16 bits', raw('uint', 16, 1, Uint16Array.of(0, 257, 65535)), [0, 257 / 65535, 1]],
  ['32 bits', raw('uint', 32, 1, Uint32Array.of(0, 2 ** 31, 2 ** 32 - 1)), [0, 2 ** 31 / (2 ** 32 - 1), 1]],
  ['signed 8 bits', raw('int', 8, 1, Int8Array.of(0, 1, 127)), [0, 1 / 127, 1]],
  ['signed 16 bits', raw('int', 16, 1, Int16Array.of(0, 1, 32767)), [0, 1 / 32767, 1]],
  ['floats, as they are', raw('float', 32, 1, Float32Array.of(-0.5, 0.25, 7)), [-0.5, 0.25, 7]],
  ['doubles, rounded to float32', raw('float', 64, 1, Float64Array.of(0.1, 1)), [Math.fround(0.1), 1]],
])('%s', (_, image, expected) => {
  const { height, width, channels, data } = toImageArray(image);
  expect([height, width, channels]).toEqual([1, expected.length, 1]);
  // One rounding to float32.
  expectAllClose(data, expected, { relative: 2 ** -24 });
});

test('opacity is dropped: of grey, of RGB, and wherever alpha says so', () => {
  expect(toImageArray(raw('uint', 8, 2, Uint8Array.of(0, 9, 255, 9)))).toMatchObject({
    channels: 1,
    data: Float32Array.of(0, 1),
  });
  expect(toImageArray(raw('uint', 8, 4, Uint8Array.of(0, 255, 0, 9)))).toMatchObject({
    channels: 3,
    data: Float32Array.of(0, 1, 0),
  });
});

test('a second channel that is no opacity is not dropped', () => {
  const image = { ...raw('uint', 8, 2, Uint8Array.of(0, 51)), alpha: false };
  expect(toImageArray(image)).toMatchObject({ channels: 2, data: Float32Array.of(0, 0.2) });
  expect(() => toImageArray(image, { channels: 1 })).toThrow(
    new FileError('image has 2 channels, which are no colours: 1 cannot be made of them'),
  );
  const five = { ...raw('uint', 8, 5, Uint8Array.of(0, 51, 102, 153, 204)), page: 4 };
  expect(toImageArray(five)).toMatchObject({ channels: 5, data: Float32Array.of(0, 0.2, 0.4, 0.6, 0.8) });
  expect(() => toImageArray(five, { channels: 3 })).toThrow('page 4: image has 5 channels, which are no colours');
});

test('an image of which 0 is white is inverted, its opacity dropped', () => {
  const image: RawImage = { ...raw('uint', 8, 2, Uint8Array.of(0, 7, 204, 9)), whiteIsZero: true };
  expect(toImageArray(image).data).toEqual(Float32Array.of(1, 0.2));
});

test('negative integers stay negative', () => {
  expect(toImageArray(raw('int', 16, 1, Int16Array.of(-32767, 32767, 0))).data).toEqual(Float32Array.of(-1, 1, 0));
});

test('RGB to grey by the luma of BT.601; equal channels keep their value', () => {
  const image = raw('uint', 8, 3, Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 77, 77, 77));
  const { channels, data } = toImageArray(image, { channels: 1 });
  expect(channels).toBe(1);
  expect(data).toEqual(Float32Array.of(0.299, 0.587, 0.114, 77 / 255));
});

test('luma passes over opacity', () => {
  const image = raw('uint', 8, 4, Uint8Array.of(255, 255, 255, 0, 0, 0, 0, 255));
  expect(toImageArray(image, { channels: 1 }).data).toEqual(Float32Array.of(1, 0));
});

test('grey to RGB by repetition', () => {
  const image = raw('uint', 8, 2, Uint8Array.of(51, 7, 255, 7));
  expect(toImageArray(image, { channels: 3 })).toEqual({
    height: 1,
    width: 2,
    channels: 3,
    data: Float32Array.of(0.2, 0.2, 0.2, 1, 1, 1),
  });
});

test.each([
  [Float32Array.of(0, 1, 2, Number.NaN), 'value NaN is not a finite float32 at row 1, column 1', 1, 1],
  [
    Float32Array.of(0, Number.NEGATIVE_INFINITY, 2, 3),
    'value -Infinity is not a finite float32 at row 0, column 1',
    0,
    1,
  ],
  [Float64Array.of(0, 1, 1e39, 3), 'value 1e+39 is not a finite float32 at row 1, column 0', 1, 0],
])('refuses %o with its place', (data, message, row, column) => {
  const image: RawImage = {
    width: 2,
    height: 2,
    channels: 1,
    bitDepth: 8 * data.BYTES_PER_ELEMENT,
    format: 'float',
    data,
    page: 3,
  };
  expect(() => toImageArray(image)).toThrow(
    expect.objectContaining({ name: 'FileError', message: `page 3: ${message}`, page: 3, row, column }) as Error,
  );
});

test('NaN in the opacity, which is dropped, does no harm', () => {
  expect(toImageArray(raw('float', 32, 2, Float32Array.of(1, Number.NaN))).data).toEqual(Float32Array.of(1));
});

test('wrong arguments', () => {
  const image = raw('uint', 8, 1, Uint8Array.of(1));
  expect(() => toImageArray(image, { channels: 2 as 1 })).toThrow(
    new RangeError('toImageArray: channels must be 1 or 3, got 2'),
  );
  expect(() => toImageArray(image, { channel: 1 } as never)).toThrow(
    new TypeError('toImageArray: options.channel is not an option, only channels, scaling, file'),
  );
  expect(() => toImageArray(undefined as unknown as RawImage)).toThrow(
    new TypeError('toImageArray: raw must be a RawImage, got undefined'),
  );
  expect(() => toImageArray({ ...image, width: 0 })).toThrow(
    new RangeError('toImageArray: raw.width must be a positive integer, got 0'),
  );
  expect(() => toImageArray({ ...image, width: 2 })).toThrow(
    new RangeError('toImageArray: raw.data must hold 2 values, got 1'),
  );
  expect(() => toImageArray({ ...image, bitDepth: 16 })).toThrow(
    new TypeError('toImageArray: raw.data must be a Uint16Array, got Uint8Array(1)'),
  );
  expect(() => toImageArray({ ...image, bitDepth: 24 })).toThrow(
    new RangeError('toImageArray: raw must not have 24-bit uint samples'),
  );
  expect(() => decodePages(new Uint8Array())).toThrow(FileError);
});
