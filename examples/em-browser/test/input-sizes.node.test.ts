import { outputSize } from '@unet/model/arrays';
import { describe, expect, test } from 'vitest';
import { findInputSize, inputSizes, tilesFor } from '../src/look/input-sizes.ts';

const slice = { height: 256, width: 256 };

describe('inputs for a slice', () => {
  test('the legal ones, up to the first that covers the slice', () => {
    const sizes = inputSizes(4, { height: 512, width: 400 });
    // Ronneberger et al. 2015: 572 -> 388, sizes 16 apart, 92 pixels of context.
    expect(sizes).toContain(572);
    for (const size of sizes) expect([size % 16, outputSize({ depth: 4 }, size)]).toEqual([12, size - 2 * 92]);
    expect(outputSize({ depth: 4 }, sizes.at(-2)!)).toBeLessThan(512);
    expect(outputSize({ depth: 4 }, sizes.at(-1)!)).toBeGreaterThanOrEqual(512);
  });

  test.each([slice, { height: 30, width: 2000 }, { height: 512, width: 400 }])(
    'all that need no more than 100 tiles: %o',
    (size) => {
      const sizes = inputSizes(2, size);
      const counts = sizes.map((inputSize) => tilesFor(2, size, inputSize).tiles.length);
      expect(Math.max(...counts)).toBeLessThanOrEqual(100);
      expect(counts.at(-1)).toBe(1);
      // Below the first there are none.
      for (let inputSize = 44; inputSize < sizes[0]!; inputSize += 4) {
        expect(tilesFor(2, size, inputSize).tiles.length, `${inputSize}`).toBeGreaterThan(100);
      }
    },
  );

  test('a slice smaller than any output has one', () => {
    expect(inputSizes(3, { height: 1, width: 1 })).toEqual([92]);
    expect(tilesFor(3, { height: 1, width: 1 }, 92)).toMatchObject({
      margin: 44,
      outputSize: { height: 4, width: 4 },
      tiles: [{ row: 0, column: 0 }],
    });
  });

  test('the chosen one, or the one that a short run trains with', () => {
    const sizes = inputSizes(3, slice);
    expect(findInputSize(sizes, 188)).toBe(188);
    expect(findInputSize(sizes, undefined)).toBe(236);
    // Legal for other depths only.
    expect(findInputSize(sizes, 572)).toBe(236);
    const large = inputSizes(3, { height: 8000, width: 8000 });
    expect(findInputSize(large, undefined)).toBe(large[0]);
  });
});
