import {
  decodeLabels,
  decodePages,
  encodePng,
  encodeTiff,
  fromImageArray,
  fromLabelArray,
  type RawData,
  type RawImage,
  toImageArray,
  toLabelArray,
} from '@unet/image-io/arrays';
import type { ImageArray } from '@unet/tensor/arrays';
import { expectAllClose, randomImage, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesFromBase64, expectedPages, type FixtureCase } from './fixture-files.ts';
import encodedCases from './fixtures/encoded.json';

const types: [RawImage['format'], number, new (buffer: ArrayBuffer) => RawData][] = [
  ['uint', 8, Uint8Array],
  ['uint', 16, Uint16Array],
  ['uint', 32, Uint32Array],
  ['int', 8, Int8Array],
  ['int', 16, Int16Array],
  ['int', 32, Int32Array],
  ['float', 32, Float32Array],
  ['float', 64, Float64Array],
];

/** Any image of samples with any bits, NaN among the floats. */
function anyRaw(kinds: typeof types, maxChannels: number): fc.Arbitrary<RawImage> {
  return fc
    .record({
      kind: fc.constantFrom(...kinds),
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      channels: fc.integer({ min: 1, max: maxChannels }),
    })
    .chain(({ kind: [format, bitDepth, type], width, height, channels }) => {
      const length = (width * height * channels * bitDepth) / 8;
      return fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => ({
        width,
        height,
        channels,
        bitDepth,
        format,
        data: new type(bytes.slice().buffer),
        alpha: channels === 2 || channels === 4,
      }));
    });
}

/** NaN of any kind equals NaN. */
const samplesOf = ({ data }: RawImage): number[] => Array.from(data);

describe('round trips', () => {
  test('PNG gives back every sample', () => {
    fc.assert(
      fc.property(anyRaw(types.slice(0, 2), 4), (image) => {
        expect(decodePages(encodePng(image))).toEqual([image]);
      }),
    );
  });

  test('TIFF gives back every sample of every page', () => {
    const pages = fc.array(anyRaw(types, 5), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pages, fc.constantFrom('none' as const, 'deflate' as const), (images, compression) => {
        const decoded = decodePages(encodeTiff(images, { compression }));
        expect(decoded).toHaveLength(images.length);
        for (const [index, image] of images.entries()) {
          const { data: _, page, ...rest } = decoded[index]!;
          const { data: __, ...expected } = image;
          expect(rest).toEqual(expected);
          expect(page).toBe(images.length > 1 ? index : undefined);
          expect(samplesOf(decoded[index]!)).toEqual(samplesOf(image));
        }
      }),
    );
  });

  test('an image of many strips', () => {
    const { data, ...size } = randomImage(300, 211, 3, 'strips');
    const [page, ...others] = decodePages(encodeTiff([{ ...size, data }]));
    expect(others).toEqual([]);
    const { data: back, ...sizeBack } = toImageArray(page!);
    expect(sizeBack).toEqual(size);
    // `toEqual` takes seconds for as many values.
    expectAllClose(back, data, { absolute: 0 });
  });

  test.each([
    [8, 0.5 / 255],
    [16, 0.5 / 65535],
    [32, 0],
  ] as const)('images in [0, 1] with %i bits come back up to half a step', (bitDepth, absolute) => {
    const image = randomImage(7, 5, 3, 'round trip');
    const [tiff] = decodePages(encodeTiff([image], { bitDepth }));
    // Two roundings to float32 beside the half step.
    expectAllClose(toImageArray(tiff!).data, image.data, { absolute: absolute + (bitDepth === 32 ? 0 : 2 ** -23) });
    if (bitDepth === 32) return;
    const [png] = decodePages(encodePng(image, { bitDepth }));
    expect(png!.data).toEqual(tiff!.data);
    expect(png!.bitDepth).toBe(bitDepth);
  });

  test('the defaults are 8 bits in PNG and 32-bit floats in TIFF', () => {
    const image = randomImage(3, 4, 1, 'defaults');
    expect(decodePages(encodePng(image))[0]).toMatchObject({ format: 'uint', bitDepth: 8 });
    expect(decodePages(encodeTiff([image]))[0]).toMatchObject({ format: 'float', bitDepth: 32, data: image.data });
    expect(fromImageArray(image)).toMatchObject({ format: 'uint', bitDepth: 8 });
    expect(encodeTiff([image])).toEqual(encodeTiff([image], { compression: 'deflate' }));
  });

  test('labels without a detour, as they are and spread', () => {
    const label = randomLabel(6, 5, 3, 'label');
    const numbers = { height: 1, width: 3, data: Int32Array.of(0, 256, 70000) };
    expect(encodePng(label)).toEqual(encodePng(fromLabelArray(label)));
    expect(encodePng(label, { classes: 3 })).toEqual(encodePng(fromLabelArray(label, { classes: 3 })));
    // Bits are a matter of images.
    expect(encodePng(label, { bitDepth: 16 })).toEqual(encodePng(label));
    expect(encodeTiff([label, numbers], { bitDepth: 8 })).toEqual(
      encodeTiff([fromLabelArray(label), fromLabelArray(numbers)]),
    );
    expect(decodeLabels(encodeTiff([label], { classes: 3 }), { classes: 3 })).toEqual([label]);
    expect(decodeLabels(encodeTiff([numbers]), { kind: 'instances' })).toEqual([numbers]);
  });

  test('labels, as they are and spread', () => {
    const label = randomLabel(6, 5, 3, 'label');
    expect(toLabelArray(fromLabelArray(label), { classes: 3 })).toEqual(label);
    expect(toLabelArray(fromLabelArray(label, { classes: 3 }), { classes: 3 })).toEqual(label);
    expect(toLabelArray(decodePages(encodePng(fromLabelArray(label)))[0]!, { kind: 'instances' })).toEqual(label);
  });
});

describe('files that Pillow and tifffile have read', () => {
  // make_encoded.py checked these bytes with both; the encoders must still write the same.
  test.each(encodedCases as (FixtureCase & { compression?: 'none' | 'deflate' })[])('$name', (fixture) => {
    const pages = expectedPages(fixture).map(({ page: _, ...image }) => image);
    const { compression } = fixture;
    const bytes = compression === undefined ? encodePng(pages[0]!) : encodeTiff(pages, { compression });
    expect(bytes).toEqual(bytesFromBase64(fixture.file));
  });
});

describe('fromImageArray', () => {
  const values = (...data: number[]): ImageArray => ({
    height: 1,
    width: data.length,
    channels: 1,
    data: Float32Array.from(data),
  });

  test('rounds to the nearest and clamps', () => {
    expect(fromImageArray(values(-0.1, 0, 0.4999 / 255, 0.5001 / 255, 1, 1.5)).data).toEqual(
      Uint8Array.of(0, 0, 0, 1, 255, 255),
    );
    expect(fromImageArray(values(0, 0.5, 1, 2), { bitDepth: 16 }).data).toEqual(Uint16Array.of(0, 32768, 65535, 65535));
  });

  test('32 bits: a copy without clamping', () => {
    const image = values(-1, 0.5, 7);
    const { data } = fromImageArray(image, { bitDepth: 32 });
    expect(data).toEqual(image.data);
    expect(data).not.toBe(image.data);
  });

  test('wrong arguments', () => {
    expect(() => fromImageArray(values(0, Number.NaN))).toThrow(
      new RangeError('fromImageArray: image must be finite, got NaN at row 0, column 1'),
    );
    expect(() => fromImageArray({ height: 1, width: 1, channels: 2, data: new Float32Array(2) })).toThrow(
      new RangeError(
        'fromImageArray: image must have 1 or 3 channels, got 2; of probabilities take one class with classProbability, or the class map with mostProbableClass, both of @unet/model',
      ),
    );
    expect(() => fromImageArray(values(0), { bitDepth: 12 as 8 })).toThrow(
      new RangeError('fromImageArray: bitDepth must be 8, 16 or 32, got 12'),
    );
    expect(() => fromImageArray(values(0), { bits: 8 } as never)).toThrow(
      new TypeError('fromImageArray: options.bits is not an option, only bitDepth'),
    );
  });
});

describe('fromLabelArray', () => {
  const label = (...data: number[]) => ({ height: 1, width: data.length, data: Int32Array.from(data) });

  test('values as they are, in as few bytes as hold them', () => {
    expect(fromLabelArray(label(0, 255))).toMatchObject({ bitDepth: 8, data: Uint8Array.of(0, 255) });
    expect(fromLabelArray(label(0, 256))).toMatchObject({ bitDepth: 16, data: Uint16Array.of(0, 256) });
    expect(fromLabelArray(label(0, 65536))).toMatchObject({ bitDepth: 32, data: Uint32Array.of(0, 65536) });
  });

  test('classes spread over 8 bits', () => {
    expect(fromLabelArray(label(0, 1), { classes: 2 }).data).toEqual(Uint8Array.of(0, 255));
    expect(fromLabelArray(label(0, 1, 2), { classes: 3 }).data).toEqual(Uint8Array.of(0, 128, 255));
  });

  test('wrong arguments', () => {
    expect(() => fromLabelArray(label(0, -1))).toThrow(
      new RangeError('fromLabelArray: label must hold values from 0, got -1 at row 0, column 1'),
    );
    expect(() => fromLabelArray(label(2), { classes: 2 })).toThrow(
      new RangeError('fromLabelArray: label must hold values 0 to 1, got 2 at row 0, column 0'),
    );
    expect(() => fromLabelArray(label(0), { classes: 1 })).toThrow(
      new RangeError('fromLabelArray: classes must be an integer from 2 to 256, got 1'),
    );
    expect(() => fromLabelArray(label(0), { class: 2 } as never)).toThrow(
      new TypeError('fromLabelArray: options.class is not an option, only classes'),
    );
  });
});

describe('wrong arguments of the encoders', () => {
  const image = randomImage(2, 2, 1, 'arguments');
  const raw = fromImageArray(image);

  test('encodePng', () => {
    expect(() => encodePng(image, { bitDepth: 32 as 8 })).toThrow(
      new RangeError('encodePng: bitDepth must be 8 or 16, got 32'),
    );
    expect(() => encodePng(raw, { bitDepth: 16 })).toThrow(
      new RangeError('encodePng: bitDepth must be that of the image, 8, got 16'),
    );
    expect(() => encodePng(fromImageArray(image, { bitDepth: 32 }))).toThrow(
      new RangeError('encodePng: image must have 8- or 16-bit unsigned samples, got 32-bit float'),
    );
    expect(() => encodePng({ ...raw, width: 1, height: 1, channels: 5, data: new Uint8Array(5) })).toThrow(
      new RangeError('encodePng: image must have 1 to 4 channels, got 5'),
    );
    expect(() => encodePng(null as unknown as RawImage)).toThrow(
      new TypeError(
        'encodePng: image must be { height, width, channels, data }, { height, width, data } or a RawImage, got null',
      ),
    );
    expect(() => encodePng({ ...raw, data: undefined } as unknown as RawImage)).toThrow(
      new TypeError('encodePng: image.data must be a Uint8Array, got undefined'),
    );
    expect(() => encodePng({ height: 1, width: 1, channels: 2, data: new Float32Array(2) })).toThrow(
      new RangeError(
        'encodePng: image must have 1 or 3 channels, got 2; of probabilities take one class with classProbability, or the class map with mostProbableClass, both of @unet/model',
      ),
    );
    expect(() => encodePng({ height: 1, width: 1, channels: 1, data: Float32Array.of(Number.NaN) })).toThrow(
      new RangeError('encodePng: image must be finite, got NaN at row 0, column 0'),
    );
    expect(() => encodePng({ height: 1, width: 1, data: Int32Array.of(65536) })).toThrow(
      new RangeError('encodePng: image must hold values up to 65535, for PNG has no more than 16 bits'),
    );
    expect(() => encodePng({ height: 1, width: 1, data: Int32Array.of(2) }, { classes: 2 })).toThrow(
      new RangeError('encodePng: image must hold values 0 to 1, got 2 at row 0, column 0'),
    );
    expect(() => encodePng(image, { classes: 1 })).toThrow(
      new RangeError('encodePng: classes must be an integer from 2 to 256, got 1'),
    );
    expect(() => encodePng(image, { bitdepth: 8 } as never)).toThrow(
      new TypeError('encodePng: options.bitdepth is not an option, only bitDepth, classes'),
    );
  });

  test('encodeTiff', () => {
    expect(() => encodeTiff([])).toThrow(
      new RangeError('encodeTiff: images must be a list of at least one image, got Array(0)'),
    );
    expect(() => encodeTiff(image as never)).toThrow(
      new TypeError('encodeTiff: images must be a list of at least one image, got { height, width, channels, data }'),
    );
    expect(() => encodeTiff([image], { bits: 8 } as never)).toThrow(
      new TypeError('encodeTiff: options.bits is not an option, only bitDepth, classes, compression'),
    );
    expect(() => encodeTiff([image], { classes: 300 })).toThrow(
      new RangeError('encodeTiff: classes must be an integer from 2 to 256, got 300'),
    );
    expect(() => encodeTiff([image], { bitDepth: 12 as 8 })).toThrow(
      new RangeError('encodeTiff: bitDepth must be 8, 16 or 32, got 12'),
    );
    expect(() => encodeTiff([image], { compression: 'lzw' as 'none' })).toThrow(
      new RangeError('encodeTiff: compression must be "none" or "deflate", got "lzw"'),
    );
    expect(() => encodeTiff([{ ...raw, bitDepth: 1 }])).toThrow(
      new RangeError('encodeTiff: images[0] must have at least 8 bits per sample, got 1'),
    );
    expect(() => encodeTiff([image, undefined as unknown as RawImage])).toThrow(
      new TypeError(
        'encodeTiff: images[1] must be { height, width, channels, data }, { height, width, data } or a RawImage, got undefined',
      ),
    );
  });
});
