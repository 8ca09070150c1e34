import { type DisplacementFieldArrays, warpImage, warpLabel, zeroField } from '@unet/elastic/arrays';
import { expectAllClose, randomImage, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const interpolations = ['bilinear', 'bicubic'] as const;
const boundaries = ['symmetric', 'reflect'] as const;

/** The field that makes output (row, column) sample `source(row, column)`. */
function fieldTo(
  height: number,
  width: number,
  source: (row: number, column: number) => [number, number],
): DisplacementFieldArrays {
  const field = zeroField({ height, width });
  for (let index = 0; index < height * width; index++) {
    const row = Math.floor(index / width);
    const column = index % width;
    const [sourceRow, sourceColumn] = source(row, column);
    field.rows[index] = sourceRow - row;
    field.columns[index] = sourceColumn - column;
  }
  return field;
}

const shifted = (height: number, width: number, down: number, right: number): DisplacementFieldArrays =>
  fieldTo(height, width, (row, column) => [row + down, column + right]);

describe('by hand', () => {
  const image = { height: 2, width: 3, channels: 1, data: Float32Array.of(0, 1, 2, 10, 11, 12) };

  test('bilinear between four pixels', () => {
    const field = { height: 1, width: 2, rows: Float32Array.of(0.25, 0.5), columns: Float32Array.of(0.5, 0.5) };
    expect([...warpImage(image, field).data]).toEqual([3, 6.5]);
  });

  test.each(interpolations)(
    'a position that is whole along one axis alone is interpolated along the other (%s)',
    (interpolation) => {
      const source = randomImage(9, 9, 1, 'one axis');
      for (const [down, right] of [
        [0, 0.5],
        [0.5, 0],
      ] as const) {
        const whole = warpImage(source, shifted(9, 9, down, right), { interpolation });
        const nearly = warpImage(source, shifted(9, 9, down + 1e-6, right + 1e-6), { interpolation });
        expectAllClose(whole.data, nearly.data, { absolute: 2e-5 });
      }
    },
  );

  test('positive displacements sample below and to the right', () => {
    expect([...warpImage(image, shifted(1, 1, 1, 2)).data]).toEqual([12]);
  });

  test('the border repeats the edge pixel when symmetric, by default, and not when reflecting', () => {
    const field = shifted(1, 6, 0, -2);
    expect([...warpImage(image, field).data]).toEqual([1, 0, 0, 1, 2, 2]);
    expect([...warpImage(image, field, { boundary: 'reflect' }).data]).toEqual([2, 1, 0, 1, 2, 1]);
    const label = { height: 2, width: 3, data: Int32Array.from(image.data) };
    expect([...warpLabel(label, field).data]).toEqual([1, 0, 0, 1, 2, 2]);
    expect([...warpLabel(label, field, { boundary: 'reflect', interpolation: 'bilinear' }).data]).toEqual([
      2, 1, 0, 1, 2, 1,
    ]);
  });

  test('nearest rounds half-way positions down and to the right', () => {
    const label = { height: 2, width: 2, data: Int32Array.of(1, 2, 3, 4) };
    const field = {
      height: 1,
      width: 4,
      rows: Float32Array.of(0.5, 0.49, 0.5, 0.51),
      columns: Float32Array.of(0.5, -0.51, -2, -2.5),
    };
    expect([...warpLabel(label, field).data]).toEqual([4, 1, 3, 4]);
  });

  test('bilinear takes the largest share, of equal shares the smallest class', () => {
    const label = { height: 2, width: 2, data: Int32Array.of(7, 3, 3, 9) };
    const at = (down: number, right: number): number =>
      warpLabel(label, shifted(1, 1, down, right), { interpolation: 'bilinear' }).data[0]!;
    expect(at(0.5, 0.5)).toBe(3); // 7: 0.25, 3: 0.5, 9: 0.25
    expect(at(0, 0.5)).toBe(3); // half 7, half 3
    expect(at(0, 0.25)).toBe(7);
    expect(at(0.25, 0.25)).toBe(7); // 7: 0.5625
    expect(at(0.9, 0.9)).toBe(9);
  });

  test('two classes: bilinear is the threshold share > 0.5', () => {
    const label = { height: 1, width: 2, data: Int32Array.of(0, 1) };
    const field = { height: 1, width: 3, rows: new Float32Array(3), columns: Float32Array.of(0.5, -0.375, -1.75) };
    expect([...warpLabel(label, field, { interpolation: 'bilinear' }).data]).toEqual([0, 1, 0]);
  });

  test('origin cuts a window out of a larger source, also outside it', () => {
    const window = warpImage(image, zeroField({ height: 2, width: 2 }), { origin: { row: 1, column: 2 } });
    expect([...window.data]).toEqual([12, 12, 12, 12]);
    const label = { height: 2, width: 3, data: Int32Array.from(image.data) };
    const beyond = warpLabel(label, zeroField({ height: 2, width: 2 }), { origin: { row: -1, column: -1 } });
    expect([...beyond.data]).toEqual([0, 0, 0, 0]);
    expect([...warpLabel(label, zeroField({ height: 1, width: 2 }), { origin: { row: 1, column: 1 } }).data]).toEqual([
      11, 12,
    ]);
  });
});

describe('exact where positions are whole', () => {
  test.each(interpolations)('a zero field returns the input bit for bit (%s)', (interpolation) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 3 }),
        fc.infiniteStream(fc.float({ noNaN: true })),
        fc.constantFrom(...boundaries),
        (height, width, channels, values, boundary) => {
          const data = Float32Array.from({ length: height * width * channels }, () => values.next().value);
          const image = { height, width, channels, data };
          const warped = warpImage(image, zeroField({ height, width }), { interpolation, boundary });
          expect(warped).toEqual(image);
          expect(warped.data).not.toBe(data);
          // As bits, so that -0 is not 0.
          expect(new Uint32Array(warped.data.buffer)).toEqual(new Uint32Array(data.buffer));
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each(['nearest', 'bilinear'] as const)('a zero field returns the label (%s)', (interpolation) => {
    const label = randomLabel(7, 6, 5, 'zero');
    expect(warpLabel(label, zeroField(label), { interpolation })).toEqual(label);
  });

  const motions = {
    'quarter turn': (row: number, column: number): [number, number] => [column, 5 - row],
    'half turn': (row: number, column: number): [number, number] => [5 - row, 5 - column],
    'flip of rows': (row: number, column: number): [number, number] => [5 - row, column],
    'flip of columns': (row: number, column: number): [number, number] => [row, 5 - column],
    transposition: (row: number, column: number): [number, number] => [column, row],
  };
  test.each(Object.entries(motions))('%s', (_, motion) => {
    const field = fieldTo(6, 6, motion);
    const image = randomImage(6, 6, 2, 'motion');
    const label = randomLabel(6, 6, 4, 'motion');
    const source = Array.from({ length: 36 }, (_unused, index) => {
      const [row, column] = motion(Math.floor(index / 6), index % 6);
      return row * 6 + column;
    });
    const imageData = Float32Array.from(
      source.flatMap((index) => [image.data[2 * index]!, image.data[2 * index + 1]!]),
    );
    for (const interpolation of interpolations)
      expect(warpImage(image, field, { interpolation }).data).toEqual(imageData);
    for (const interpolation of ['nearest', 'bilinear'] as const) {
      expect(warpLabel(label, field, { interpolation }).data).toEqual(
        Int32Array.from(source, (index) => label.data[index]!),
      );
    }
  });
});

describe('invariants', () => {
  const size = fc.integer({ min: 1, max: 9 });
  const displacement = fc.double({ min: -30, max: 30, noNaN: true });

  test('a constant image stays constant, and bilinear stays within the range of its source', () => {
    fc.assert(
      fc.property(
        size,
        size,
        displacement,
        displacement,
        fc.constantFrom(...boundaries),
        (height, width, down, right, boundary) => {
          const field = shifted(5, 4, down, right);
          const constant = { height, width, channels: 1, data: new Float32Array(height * width).fill(0.375) };
          for (const interpolation of interpolations) {
            const warped = warpImage(constant, field, { interpolation, boundary });
            expectAllClose(warped.data, new Float32Array(20).fill(0.375), { absolute: 1e-6 });
          }
          const image = randomImage(height, width, 1, `${height} ${width}`);
          const warped = warpImage(image, field, { boundary }).data;
          expect(Math.min(...warped)).toBeGreaterThanOrEqual(Math.min(...image.data));
          expect(Math.max(...warped)).toBeLessThanOrEqual(Math.max(...image.data));
        },
      ),
    );
  });

  test('a whole mirror period further the source is the same', () => {
    fc.assert(
      fc.property(
        size,
        size,
        fc.integer({ min: -9, max: 9 }),
        fc.constantFrom(...boundaries),
        (height, width, turns, boundary) => {
          const period = (length: number): number =>
            boundary === 'symmetric' ? 2 * length : Math.max(1, 2 * length - 2);
          const image = randomImage(height, width, 2, 'period');
          const label = randomLabel(height, width, 3, 'period');
          const near = shifted(height, width, 0.25, -0.75);
          const far = shifted(height, width, 0.25 + turns * period(height), -0.75 - turns * period(width));
          for (const interpolation of interpolations) {
            const expected = warpImage(image, near, { interpolation, boundary }).data;
            expectAllClose(warpImage(image, far, { interpolation, boundary }).data, expected, { absolute: 1e-6 });
          }
          for (const interpolation of ['nearest', 'bilinear'] as const) {
            const expected = warpLabel(label, near, { interpolation, boundary });
            expect(warpLabel(label, far, { interpolation, boundary })).toEqual(expected);
          }
        },
      ),
    );
  });

  test('the spline passes through the samples, on axes however short', () => {
    fc.assert(
      fc.property(size, size, fc.constantFrom(...boundaries), (height, width, boundary) => {
        const image = randomImage(height, width, 2, 'spline');
        // Not quite whole, so that the pixels are interpolated and not copied.
        const field = shifted(height, width, 1e-6, -1e-6);
        const warped = warpImage(image, field, { interpolation: 'bicubic', boundary });
        expectAllClose(warped.data, image.data, { absolute: 2e-5 });
      }),
    );
  });

  test('bilinear reproduces a plane, bicubic a cubic, away from the border', () => {
    const pixels = Array.from(
      { length: 40 * 40 },
      (_, index) => [Math.floor(index / 40) - 20, (index % 40) - 20] as const,
    );
    const plane = (row: number, column: number): number => 3 * row - 2 * column + 1;
    const cubic = (row: number, column: number): number => (row ** 3 - row * column ** 2 + column ** 3) / 100;
    const field = fieldTo(8, 8, (row, column) => [row + 16.3 + 0.01 * column, column + 15.7 - 0.02 * row]);
    const expected = (shape: typeof plane): number[] =>
      [...field.rows].map((rows, index) =>
        shape(Math.floor(index / 8) + rows - 20, (index % 8) + field.columns[index]! - 20),
      );
    const imageOf = (shape: typeof plane) => ({
      height: 40,
      width: 40,
      channels: 1,
      data: Float32Array.from(pixels, ([row, column]) => shape(row, column)),
    });
    expectAllClose(warpImage(imageOf(plane), field).data, expected(plane), { absolute: 1e-5 });
    expectAllClose(warpImage(imageOf(cubic), field, { interpolation: 'bicubic' }).data, expected(cubic), {
      absolute: 1e-4,
    });
  });
});
