import {
  type AugmentOptions,
  applyGreyValues,
  augmentWindow,
  drawGeometry,
  drawGreyValues,
  noAugmentation,
  notebookAugmentation,
  paperAugmentation,
  quickAugmentation,
} from '@unet/augment/arrays';
import { cropField, warpImage, warpLabel, zeroField } from '@unet/elastic/arrays';
import { createRandom, type ImageArray, type LabelArray } from '@unet/tensor/arrays';
import { expectAllClose, randomImage, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** NumPy's `symmetric` continuation of an index. */
const mirrored = (index: number, length: number): number => {
  const position = ((index % (2 * length)) + 2 * length) % (2 * length);
  return position < length ? position : 2 * length - 1 - position;
};
const geometry: AugmentOptions = {
  flips: true,
  quarterTurns: true,
  rotation: 20,
  scale: 1.2,
  shear: 5,
  shift: 4,
  elastic: { kind: 'dense', sigma: 3, alpha: 20, kernelSize: 13 },
};

describe('without augmentation', () => {
  test('cuts the window out of the slice, by hand', () => {
    const image = { height: 2, width: 3, channels: 1, data: Float32Array.of(1, 2, 3, 4, 5, 6) };
    const label = { height: 2, width: 3, data: Int32Array.of(1, 2, 3, 4, 5, 6) };
    const window = { row: 1, column: 1, height: 1, width: 2, margin: 1 };
    const sample = augmentWindow({ image, label }, window, { ...noAugmentation, random: createRandom(1) });
    expect(sample.image).toEqual({
      height: 3,
      width: 4,
      channels: 1,
      data: Float32Array.of(1, 2, 3, 3, 4, 5, 6, 6, 4, 5, 6, 6),
    });
    expect(sample.label).toEqual({ height: 1, width: 2, data: Int32Array.of(5, 6) });
    const reflected = augmentWindow({ image, label }, window, { boundary: 'reflect', random: createRandom(1) });
    expect([...reflected.image.data]).toEqual([1, 2, 3, 2, 4, 5, 6, 5, 1, 2, 3, 2]);
  });

  test('is an exact copy, mirrored outside the slice, for any window', () => {
    const count = fc.integer({ min: 1, max: 7 });
    const start = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(
        count,
        count,
        start,
        start,
        count,
        count,
        fc.integer({ min: 0, max: 5 }),
        (h, w, row, column, height, width, margin) => {
          const image = randomImage(h, w, 2, 'copy');
          const label = randomLabel(h, w, 5, 'copy');
          const window = { row, column, height, width, margin };
          const sample = augmentWindow({ image, label }, window, { ...noAugmentation, random: createRandom(1) });
          for (let down = -margin; down < height + margin; down++) {
            for (let right = -margin; right < width + margin; right++) {
              const source = mirrored(row + down, h) * w + mirrored(column + right, w);
              const target = (margin + down) * (width + 2 * margin) + margin + right;
              expect(sample.image.data[2 * target]).toBe(image.data[2 * source]);
              expect(sample.image.data[2 * target + 1]).toBe(image.data[2 * source + 1]);
              if (down < 0 || right < 0 || down >= height || right >= width) continue;
              expect(sample.label.data[down * width + right]).toBe(label.data[source]);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('with augmentation', () => {
  const image = randomImage(60, 50, 1, 'slice');
  const label = randomLabel(60, 50, 3, 'slice');
  const window = { row: 12, column: 20, height: 24, width: 20, margin: 8 };

  test.each(['nearest', 'bilinear'] as const)(
    'is one resampling by the drawn field, then the grey values (%s)',
    (labelInterpolation) => {
      const options: AugmentOptions = {
        ...geometry,
        gain: 1.5,
        noise: 0.1,
        imageInterpolation: 'bicubic',
        labelInterpolation,
        boundary: 'reflect',
      };
      const random = createRandom(11);
      const sample = augmentWindow({ image, label }, window, { ...options, random });
      const field = drawGeometry({ ...options, height: 40, width: 36, random });
      const origin = { row: 4, column: 12 };
      const warped = warpImage(image, field, { interpolation: 'bicubic', boundary: 'reflect', origin });
      const expected = applyGreyValues(warped, drawGreyValues({ ...options, random }), { random });
      // Grey values change twice here, by way of float32 between them.
      expectAllClose(sample.image.data, expected.data, { absolute: 1e-6 });
      const labelOptions = {
        interpolation: labelInterpolation,
        boundary: 'reflect',
        origin: { row: 12, column: 20 },
      } as const;
      expect(sample.label).toEqual(warpLabel(label, cropField(field, { height: 24, width: 20 }), labelOptions));
    },
  );

  test('image and label move alike', () => {
    // The classes as grey values: interpolated and thresholded they must give the label of the bilinear warp.
    const cells: LabelArray = {
      height: 60,
      width: 50,
      data: Int32Array.from({ length: 3000 }, (_, i) => (Math.floor(i / 350) + Math.floor((i % 50) / 6)) % 2),
    };
    const grey: ImageArray = { height: 60, width: 50, channels: 1, data: Float32Array.from(cells.data) };
    for (let seed = 0; seed < 10; seed++) {
      const options: AugmentOptions = { ...geometry, labelInterpolation: 'bilinear' };
      const sample = augmentWindow({ image: grey, label: cells }, window, { ...options, random: createRandom(seed) });
      const central = Int32Array.from({ length: 24 * 20 }, (_, index) => {
        const value = sample.image.data[(8 + Math.floor(index / 20)) * 36 + 8 + (index % 20)]!;
        return value > 0.5 ? 1 : 0;
      });
      expect(sample.label.data).toEqual(central);
    }
  });

  test('the window shows the slice around it, not its own mirror image', () => {
    const ramp: ImageArray = {
      height: 60,
      width: 50,
      channels: 1,
      data: Float32Array.from({ length: 3000 }, (_, i) => i % 50),
    };
    const centred = { row: 24, column: 20, height: 10, width: 10, margin: 0 };
    const options = { rotation: 180, scale: 1.4 };
    for (let seed = 0; seed < 5; seed++) {
      const sample = augmentWindow({ image: ramp, label }, centred, { ...options, random: createRandom(seed) }).image
        .data;
      const steps = Array.from({ length: 9 }, (_, column) => sample[column + 1]! - sample[column]!);
      // A ramp stays a ramp up to the corners; a mirrored border would bend it.
      expectAllClose(steps, new Array(9).fill(steps[4]), { absolute: 1e-4 });
    }
  });

  test.each([
    ['notebook', notebookAugmentation],
    ['paper', paperAugmentation],
  ])('the same seed gives the same sample bit for bit (%s)', (_, options) => {
    const draw = (seed: string) => augmentWindow({ image, label }, window, { ...options, random: createRandom(seed) });
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a').image).not.toEqual(draw('b').image);
    expect(draw('a').image).toMatchObject({ height: 40, width: 36, channels: 1 });
    expect(draw('a').label).toMatchObject({ height: 24, width: 20 });
  });

  test('no new classes, finite values, inputs untouched', () => {
    const before = { image: image.data.slice(), label: label.data.slice() };
    for (let seed = 0; seed < 10; seed++) {
      const sample = augmentWindow({ image, label }, window, { ...paperAugmentation, random: createRandom(seed) });
      expect(sample.image.data.every(Number.isFinite)).toBe(true);
      expect(sample.label.data.every((value) => value >= 0 && value < 3)).toBe(true);
    }
    expect({ image: image.data, label: label.data }).toEqual(before);
  });

  test('the margin is 0 by default', () => {
    const { margin: _, ...bare } = window;
    const sample = augmentWindow({ image, label }, bare, { ...noAugmentation, random: createRandom(1) });
    expect(sample.image).toMatchObject({ height: 24, width: 20 });
    expect(sample.image.data[0]).toBe(image.data[12 * 50 + 20]);
  });
});

describe('the context of the label', () => {
  const image = randomImage(60, 50, 1, 'slice');
  const label = randomLabel(60, 50, 3, 'slice');
  const window = { row: 12, column: 20, height: 24, width: 20, margin: 8 };
  const central = (plane: LabelArray, height: number, width: number): number[] => {
    const [top, left] = [(plane.height - height) / 2, (plane.width - width) / 2];
    return Array.from({ length: height * width }, (_, index) => {
      return plane.data[(top + Math.floor(index / width)) * plane.width + left + (index % width)]!;
    });
  };

  test.each([
    ['moved', { ...geometry, labelInterpolation: 'bilinear', noise: 0.1 }],
    ['copied', noAugmentation],
  ] as [string, AugmentOptions][])('no larger than the margin it changes nothing else, %s', (_, options) => {
    for (const labelMargin of [0, 5, 8]) {
      const draw = (given: typeof window) =>
        augmentWindow({ image, label }, given, { ...options, random: createRandom(3) });
      const bare = draw(window);
      const sample = draw({ ...window, labelMargin } as typeof window);
      expect(sample.label).toMatchObject({ height: 24 + 2 * labelMargin, width: 20 + 2 * labelMargin });
      expect(sample.image).toEqual(bare.image);
      expect(central(sample.label, 24, 20)).toEqual([...bare.label.data]);
    }
  });

  test('larger than the margin the field is drawn for the label, of which the image takes the centre', () => {
    const options = { ...geometry, random: createRandom(4) };
    const sample = augmentWindow({ image, label }, { ...window, margin: 2, labelMargin: 8 }, options);
    const field = drawGeometry({ ...options, height: 40, width: 36 });
    const origin = { row: 4, column: 12 };
    expect(sample.label).toEqual(warpLabel(label, field, { origin }));
    expect(sample.image).toEqual(
      warpImage(image, cropField(field, { height: 28, width: 24 }), { origin: { row: 10, column: 18 } }),
    );
  });

  test('is the slice around the window, mirrored outside, where nothing is moved', () => {
    const plane = { height: 2, width: 3, data: Int32Array.of(1, 2, 3, 4, 5, 6) };
    const grey = { height: 2, width: 3, channels: 1, data: new Float32Array(6) };
    const at = { row: 1, column: 1, height: 1, width: 2, labelMargin: 1 };
    const sample = augmentWindow({ image: grey, label: plane }, at, { random: createRandom(1) });
    expect([...sample.label.data]).toEqual([1, 2, 3, 3, 4, 5, 6, 6, 4, 5, 6, 6]);
    expect(sample.image).toMatchObject({ height: 1, width: 2 });
  });

  test('cells move with the label, by the nearest pixel whatever the label does', () => {
    const cells = randomLabel(60, 50, 90, 'cells');
    const at = { ...window, labelMargin: 6 };
    for (const options of [{ ...geometry, labelInterpolation: 'bilinear' }, noAugmentation] as AugmentOptions[]) {
      const draw = { ...options, random: createRandom(5) };
      const sample = augmentWindow({ image, label, cells }, at, draw);
      const asLabel = augmentWindow({ image, label: cells }, at, { ...draw, labelInterpolation: 'nearest' });
      expect(sample.cells).toEqual(asLabel.label);
      const { cells: _, ...rest } = sample;
      expect(rest).toEqual(augmentWindow({ image, label }, at, draw));
    }
  });
});

test('a window that nothing moves is what the warp by the zero field gives, bit for bit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('symmetric' as const, 'reflect' as const),
      fc.infiniteStream(fc.float({ noNaN: true })),
      (height, width, row, column, side, boundary, values) => {
        const data = Float32Array.from({ length: height * width * 2 }, () => values.next().value);
        const image = { height, width, channels: 2, data };
        const label = randomLabel(height, width, 4, 'copy');
        const options = { boundary, random: createRandom(1) };
        const sample = augmentWindow({ image, label }, { row, column, height: side, width: 5 }, options);
        const still = zeroField({ height: side, width: 5 });
        const origin = { row, column };
        const warped = warpImage(image, still, { boundary, origin });
        // As bits, so that -0 is not 0.
        expect(new Uint32Array(sample.image.data.buffer)).toEqual(new Uint32Array(warped.data.buffer));
        expect(sample.label).toEqual(warpLabel(label, still, { boundary, origin }));
      },
    ),
    { numRuns: 100 },
  );
});

// Samples are part of what a seed stands for: runs that are repeated later must see the same ones. By the first version of this code.
test.each([
  ['none', noAugmentation, 479.9911867047171, 186.05940594059405],
  ['grey values alone', { gain: 1.2, noise: 0.1 }, 420.2001496767628, 186.05940594059405],
  ['paper', paperAugmentation, 357.7209343137277, 202.63366336633663],
  ['quick', quickAugmentation, 428.7789357375331, 186.05940594059405],
  ['notebook', notebookAugmentation, 488.65855479360494, 197.93069306930693],
  [
    'everything',
    {
      ...{ flips: true, quarterTurns: true, scale: 1.2, shear: 5, rotation: 20, shift: 4 },
      elastic: { kind: 'dense', sigma: 3, alpha: 20, kernelSize: 13, probability: 0.5 },
      ...{ gamma: 1.3, gain: 1.2, offset: 0.1, noise: 0.05, clip: true },
      ...{ imageInterpolation: 'bicubic', labelInterpolation: 'bilinear', boundary: 'reflect' },
    },
    331.40246886635225,
    186.97029702970298,
  ],
] as [string, AugmentOptions, number, number][])(
  'the sample of a seed stays what it is, %s',
  (_, options, grey, classes) => {
    const pair = { image: randomImage(40, 36, 2, 'seeded'), label: randomLabel(40, 36, 3, 'seeded') };
    const window = { row: -3, column: 14, height: 20, width: 18, margin: 6 };
    const sample = augmentWindow(pair, window, { ...options, random: createRandom(1) });
    // A number that changes with every value and its place.
    const checksum = (data: Float32Array | Int32Array): number =>
      Array.from(data).reduce((sum, value, index) => sum + value * ((index * 7919) % 101), 0) / 101;
    expectAllClose([checksum(sample.image.data)], [grey], { absolute: 1e-3 });
    expectAllClose([checksum(sample.label.data)], [classes], { absolute: 1e-9 });
  },
);
