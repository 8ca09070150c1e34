import { type AffineMotion, affineField, composeAffine } from '@unet/augment/arrays';
import { coarseField, type DisplacementFieldArrays, denseField, warpImage, zeroField } from '@unet/elastic/arrays';
import { createRandom, type ImageArray, type Size } from '@unet/tensor/arrays';
import { expectAllClose, randomImage } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const grey = (height: number, width: number, values: number[]): ImageArray => ({
  height,
  width,
  channels: 1,
  data: Float32Array.from(values),
});
const sizeOf = ({ height, width }: ImageArray): Size => ({ height, width });
const move = (image: ImageArray, motion: AffineMotion): number[] => [
  ...warpImage(image, affineField({ ...sizeOf(image), ...motion })).data,
];
/** The values of the central part of a square image. */
const central = (image: ImageArray, side: number): number[] => {
  const start = (image.height - side) / 2;
  return Array.from({ length: side * side }, (_, index) => {
    return image.data[(start + Math.floor(index / side)) * image.width + start + (index % side)]!;
  });
};
const smooth = (side: number): ImageArray =>
  grey(
    side,
    side,
    Array.from({ length: side * side }, (_, index) => {
      const row = Math.floor(index / side);
      const column = index % side;
      return 0.5 + 0.25 * Math.sin(row / 9) + 0.25 * Math.cos((column + row / 2) / 7);
    }),
  );

describe('by hand', () => {
  const image = grey(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);

  test.each<[string, AffineMotion, number[]]>([
    ['nothing', {}, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['a quarter counterclockwise', { quarterTurns: 1 }, [3, 6, 9, 2, 5, 8, 1, 4, 7]],
    ['half a turn', { quarterTurns: 2 }, [9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ['a quarter clockwise', { quarterTurns: -1 }, [7, 4, 1, 8, 5, 2, 9, 6, 3]],
    ['five quarters', { quarterTurns: 5 }, [3, 6, 9, 2, 5, 8, 1, 4, 7]],
    ['rows flipped', { flipRows: true }, [7, 8, 9, 4, 5, 6, 1, 2, 3]],
    ['columns flipped', { flipColumns: true }, [3, 2, 1, 6, 5, 4, 9, 8, 7]],
    ['rows flipped, then a quarter', { flipRows: true, quarterTurns: 1 }, [9, 6, 3, 8, 5, 2, 7, 4, 1]],
    ['down by one', { shiftRows: 1 }, [1, 2, 3, 1, 2, 3, 4, 5, 6]],
    ['right by one', { shiftColumns: 1 }, [1, 1, 2, 4, 4, 5, 7, 7, 8]],
    ['a quarter, then down by one', { quarterTurns: 1, shiftRows: 1 }, [3, 6, 9, 3, 6, 9, 2, 5, 8]],
    ['twice as large', { scale: 2 }, [3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]],
  ])('%s', (_, motion, expected) => {
    expect(move(image, motion)).toEqual(expected);
  });

  test('shear leans vertical lines: lower rows go right', () => {
    expectAllClose(move(image, { shear: 45 }), [2, 3, 3, 4, 5, 6, 7, 7, 8], { absolute: 1e-6 });
  });

  test('flips and quarter turns of an even square are exact', () => {
    const even = grey(2, 2, [1, 2, 3, 4]);
    expect(move(even, { quarterTurns: 1 })).toEqual([2, 4, 1, 3]);
    expect(move(even, { flipColumns: true })).toEqual([2, 1, 4, 3]);
  });

  test('a quarter turn of an oblong window looks beyond it', () => {
    const field = affineField({ height: 1, width: 3, quarterTurns: 1 });
    const turned = warpImage(image, field, { origin: { row: 1, column: 0 } });
    expect([...turned.data]).toEqual([2, 5, 8]);
  });
});

describe('rotation', () => {
  test.each([
    [90, 1],
    [180, 2],
    [-90, 3],
  ])('by %i degrees equals %i quarter turns', (rotation, quarterTurns) => {
    const image = randomImage(6, 6, 1, 'turn');
    expectAllClose(move(image, { rotation }), move(image, { quarterTurns }), { absolute: 1e-6 });
  });

  test('positive angles turn counterclockwise', () => {
    const image = grey(5, 5, Array(25).fill(0));
    image.data[2 * 5 + 4] = 1; // east of the centre
    const turned = move(image, { rotation: 45 });
    // North-east at distance 2 is row -1.414, column +1.414.
    expect(turned[5 + 3]).toBeGreaterThan(0.3);
    expect(turned[3 * 5 + 3]).toBe(0);
  });
});

test('a ramp is mapped exactly', () => {
  const image = grey(
    41,
    41,
    Array.from({ length: 1681 }, (_, index) => 2 * Math.floor(index / 41) - 3 * (index % 41)),
  );
  const motion = { scale: 1.25, shear: 10, rotation: 20, shiftRows: 1.5, shiftColumns: -2.25 };
  const [sine, cosine] = [Math.sin(Math.PI / 9), Math.cos(Math.PI / 9)];
  const slope = Math.tan(Math.PI / 18);
  const warped = warpImage(image, affineField({ ...sizeOf(image), ...motion }));
  // Where the content of each source position goes, step by step: scale, shear, rotation, shift.
  for (const [row, column] of [
    [0, 0],
    [3, 5],
    [-7, 2],
    [4, -6],
  ] as const) {
    const scaled = [1.25 * row, 1.25 * column] as const;
    const sheared = [scaled[0], scaled[1] + slope * scaled[0]] as const;
    const turned = [cosine * sheared[0] - sine * sheared[1], sine * sheared[0] + cosine * sheared[1]] as const;
    const place = [20 + turned[0] + 1.5, 20 + turned[1] - 2.25] as const;
    const value = warpImage(warped, {
      height: 1,
      width: 1,
      rows: Float32Array.of(place[0]),
      columns: Float32Array.of(place[1]),
    }).data[0]!;
    expectAllClose([value], [2 * (20 + row) - 3 * (20 + column)], { absolute: 1e-4 });
  }
});

describe('composition', () => {
  const motion = { rotation: 12, shiftRows: 4, shiftColumns: -3, scale: 1.1 };
  const elastic = coarseField({ height: 101, width: 101, random: createRandom(5), sigma: 6 });

  test('an affine motion, then a field, equals the two warps one after the other, and not the other order', () => {
    const image = smooth(101);
    const affine = affineField({ ...sizeOf(image), ...motion });
    const once = warpImage(image, composeAffine(elastic, motion), { interpolation: 'bicubic' });
    const bicubic = (source: ImageArray, field: DisplacementFieldArrays): ImageArray =>
      warpImage(source, field, { interpolation: 'bicubic' });
    const twice = bicubic(bicubic(image, affine), elastic);
    const otherWay = bicubic(bicubic(image, elastic), affine);
    // The border is left out: there the first warp has already mirrored its result.
    const middle = central(once, 61);
    expectAllClose(middle, central(twice, 61), { absolute: 1e-4 });
    const differences = central(otherWay, 61).map((value, index) => Math.abs(value - middle[index]!));
    expect(Math.max(...differences)).toBeGreaterThan(0.02);
  });

  test('no motion returns the field bit for bit', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (seed, height, width) => {
          const field = denseField({ height, width, random: createRandom(seed) });
          expect(composeAffine(field, {})).toEqual(field);
        },
      ),
    );
  });

  test('with the zero field is the affine field', () => {
    expect(composeAffine(zeroField({ height: 7, width: 5 }), motion)).toEqual(
      affineField({ height: 7, width: 5, ...motion }),
    );
  });

  test('a motion and its inverse cancel', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (rotation, scale) => {
          const field = composeAffine(affineField({ height: 9, width: 8, rotation: -rotation, scale: 1 / scale }), {
            rotation,
            scale,
          });
          expectAllClose(field.rows, new Float32Array(72), { absolute: 1e-5 });
          expectAllClose(field.columns, new Float32Array(72), { absolute: 1e-5 });
        },
      ),
    );
  });
});
