import { coarseField, cropField, denseField, randomField, zeroField } from '@unet/elastic/arrays';
import { interpolateGrid, smoothNoise } from '@unet/elastic/internal';
import { createRandom } from '@unet/tensor/arrays';
import { expectAllClose } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const size = { height: 12, width: 9 };

describe('smoothNoise', () => {
  test('spreads one pixel into the kernel, by hand', () => {
    const noise = new Float32Array(9);
    noise[4] = 1;
    const side = Math.exp(-0.5) / (1 + 2 * Math.exp(-0.5));
    const centre = 1 / (1 + 2 * Math.exp(-0.5));
    const expected = [side * side, side * centre, side * side, side * centre, centre * centre];
    const smoothed = smoothNoise(noise, { height: 3, width: 3, sigma: 1, kernelSize: 3 });
    expectAllClose(smoothed, [...expected, ...expected.slice(0, 4).reverse()], { absolute: 1e-7 });
  });

  test('leaves the noise as it is', () => {
    const noise = Float32Array.of(1, 2, 3, 4);
    smoothNoise(noise, { height: 2, width: 2, sigma: 5, kernelSize: 25 });
    expect([...noise]).toEqual([1, 2, 3, 4]);
  });

  test('a constant stays constant where the kernel does not meet the border, and fades to a quarter in a corner', () => {
    const smoothed = smoothNoise(new Float32Array(60 * 60).fill(1), {
      height: 60,
      width: 60,
      sigma: 5,
      kernelSize: 25,
    });
    expectAllClose([smoothed[30 * 60 + 30]!], [1], { absolute: 1e-6 });
    expect(smoothed[0]).toBeGreaterThan(0.25);
    expect(smoothed[0]).toBeLessThan(0.35);
  });

  test.each([1, 3, 5, 7, 9, 11, 13])('agrees with the convolution sum for kernel size %i', (kernelSize) => {
    const random = createRandom(kernelSize);
    const noise = Float32Array.from({ length: 12 * 9 }, () => random.uniform(-1, 1));
    const smoothed = smoothNoise(noise, { ...size, sigma: 3, kernelSize });
    expectAllClose(smoothed, convolutionSum(noise, 3, kernelSize), { absolute: 1e-6 });
  });
});

describe('denseField', () => {
  test('draws all rows, then all columns, uniform in [-1, 1)', () => {
    const field = denseField({ ...size, random: createRandom(3), sigma: 1, kernelSize: 1, alpha: 1 });
    const random = createRandom(3);
    const next = (): Float32Array => Float32Array.from({ length: 12 * 9 }, () => random.uniform(-1, 1));
    expect(field.rows).toEqual(next());
    expect(field.columns).toEqual(next());
  });

  test('is smoothNoise times alpha, by default sigma 5, alpha 50, kernel 25', () => {
    const noise = denseField({ ...size, random: createRandom(4), sigma: 1, kernelSize: 1, alpha: 1 });
    const field = denseField({ ...size, random: createRandom(4) });
    const smoothing = { ...size, sigma: 5, kernelSize: 25 };
    expectAllClose(
      field.rows,
      smoothNoise(noise.rows, smoothing).map((value) => 50 * value),
      { relative: 1e-6 },
    );
    expectAllClose(
      field.columns,
      smoothNoise(noise.columns, smoothing).map((value) => 50 * value),
      { relative: 1e-6 },
    );
  });

  test('displaces by 1.7 pixels, as its documentation says', () => {
    const { rows, columns } = cropField(denseField({ height: 324, width: 324, random: createRandom(5) }), {
      height: 300,
      width: 300,
    });
    const squares = [...rows, ...columns].reduce((sum, value) => sum + value * value, 0);
    expect(Math.abs(Math.sqrt(squares / 180_000) - 1.68)).toBeLessThan(0.1);
  });

  test('alpha 0 moves nothing', () => {
    const { rows } = denseField({ ...size, random: createRandom(6), alpha: 0 });
    expect(rows.every((value) => value === 0)).toBe(true);
  });
});

describe('coarseField', () => {
  test('passes through normally drawn nodes on corners, edge middles and centre', () => {
    const field = coarseField({ height: 21, width: 11, random: createRandom(8) });
    const random = createRandom(8);
    for (const values of [field.rows, field.columns]) {
      for (const row of [0, 10, 20]) {
        for (const column of [0, 5, 10]) {
          expectAllClose([values[row * 11 + column]!], [random.normal(0, 10)], { absolute: 1e-5 });
        }
      }
    }
  });

  test('has 3 x 3 nodes and sigma 10 by default', () => {
    const random = (): ReturnType<typeof createRandom> => createRandom(9);
    expect(coarseField({ ...size, random: random() })).toEqual(
      coarseField({ ...size, random: random(), grid: 3, sigma: 10 }),
    );
  });

  test('of a single pixel is the middle of the grid', () => {
    expectAllClose(interpolateGrid(Float32Array.of(0, 1, 2, 3), { grid: 2, height: 1, width: 1 }), [1.5], {
      absolute: 1e-6,
    });
  });
});

describe('cropField', () => {
  test('takes the centre; an odd difference lies to the top left', () => {
    const rows = Float32Array.from({ length: 20 }, (_, index) => index);
    const field = { height: 4, width: 5, rows, columns: rows.map((value) => -value) };
    expect(cropField(field, { height: 2, width: 2 })).toEqual({
      height: 2,
      width: 2,
      rows: Float32Array.of(6, 7, 11, 12),
      columns: Float32Array.of(-6, -7, -11, -12),
    });
  });

  test('of the whole size is a copy', () => {
    const field = denseField({ ...size, random: createRandom(1) });
    const cropped = cropField(field, size);
    expect(cropped).toEqual(field);
    expect(cropped.rows).not.toBe(field.rows);
  });
});

test('randomField draws the kind that plain data names', () => {
  const dense = randomField({ kind: 'dense', sigma: 2, alpha: 9, kernelSize: 5, ...size, random: createRandom(2) });
  expect(dense).toEqual(denseField({ ...size, sigma: 2, alpha: 9, kernelSize: 5, random: createRandom(2) }));
  const coarse = randomField({ kind: 'coarse', grid: 4, sigma: 2, ...size, random: createRandom(2) });
  expect(coarse).toEqual(coarseField({ ...size, grid: 4, sigma: 2, random: createRandom(2) }));
});

test('the same seed gives the same field, and numbers that are all finite', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('dense' as const, 'coarse' as const),
      (seed, height, width, kind) => {
        const draw = (): ReturnType<typeof randomField> =>
          randomField({ kind, height, width, random: createRandom(seed) });
        const field = draw();
        expect(field).toEqual(draw());
        expect(field.rows.length).toBe(height * width);
        expect([...field.rows, ...field.columns].every(Number.isFinite)).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

// Fields are part of what a seed stands for: runs that are repeated later must see the same samples. By the first version of this code.
test('the field of a seed stays what it is', () => {
  const dense = denseField({ height: 33, width: 41, random: createRandom('d') });
  const coarse = coarseField({ height: 33, width: 41, random: createRandom('c') });
  const checksums = [dense.rows, dense.columns, coarse.rows, coarse.columns].map(checksum);
  expectAllClose(checksums, [842.291997539673, 80.79728235640462, -347.51610481291596, 182.97456681224435], {
    absolute: 1e-3,
  });
});

test('zeroField holds zeros alone', () => {
  expect(zeroField({ height: 2, width: 1 })).toEqual({
    height: 2,
    width: 1,
    rows: new Float32Array(2),
    columns: new Float32Array(2),
  });
});

/** The two-dimensional sum, kernel and zero border written out. */
function convolutionSum(noise: Float32Array, sigma: number, kernelSize: number): Float32Array {
  const radius = (kernelSize - 1) / 2;
  const kernel = (down: number, right: number): number => Math.exp(-(down ** 2 + right ** 2) / (2 * sigma ** 2));
  const result = new Float32Array(noise.length);
  for (let index = 0; index < noise.length; index++) {
    let sum = 0;
    let total = 0;
    for (let down = -radius; down <= radius; down++) {
      for (let right = -radius; right <= radius; right++) {
        const row = Math.floor(index / size.width) + down;
        const column = (index % size.width) + right;
        total += kernel(down, right);
        if (row < 0 || column < 0 || row >= size.height || column >= size.width) continue;
        sum += kernel(down, right) * noise[row * size.width + column]!;
      }
    }
    result[index] = sum / total;
  }
  return result;
}

/** A number that changes with every value and its place. */
function checksum(values: Float32Array): number {
  return values.reduce((sum, value, index) => sum + value * ((index * 7919) % 101), 0) / 101;
}
