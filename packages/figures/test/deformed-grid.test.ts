import { drawGeometry } from '@unet/augment/arrays';
import type { DisplacementFieldArrays } from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor/arrays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deformGrid } from '../src/deformed-grid.ts';

/** The source position that pixel position (x, y) shows, from the field's own definition at pixel centres. */
function sourceOf(field: DisplacementFieldArrays, row: number, column: number): [number, number] {
  const index = row * field.width + column;
  return [column + 0.5 + field.columns[index]!, row + 0.5 + field.rows[index]!];
}

const size = { height: 60, width: 90 };

describe('deformGrid', () => {
  it('inverts flips, quarter turns, rotations and elastic fields wherever the source lies inside', () => {
    const options = {
      flips: true,
      quarterTurns: true,
      rotation: 30,
      elastic: { kind: 'coarse', sigma: 3 },
    } as const;
    fc.assert(
      fc.property(fc.nat(), fc.nat(size.height - 1), fc.nat(size.width - 1), (seed, row, column) => {
        const field = drawGeometry({ ...options, ...size, random: createRandom(seed) });
        const [[at]] = deformGrid([[sourceOf(field, row, column)]], field);
        expect(at![0]).toBeCloseTo(column + 0.5, 1);
        expect(at![1]).toBeCloseTo(row + 0.5, 1);
      }),
      { numRuns: 200 },
    );
  });

  it('goes on affinely beyond the image', () => {
    // Half a turn: pixel (r, c) shows (height - 1 - r, width - 1 - c).
    const field = drawGeometry({ ...size, random: createRandom(0) });
    for (let row = 0; row < size.height; row++) {
      for (let column = 0; column < size.width; column++) {
        field.rows[row * size.width + column] = size.height - 1 - 2 * row;
        field.columns[row * size.width + column] = size.width - 1 - 2 * column;
      }
    }
    const [[at]] = deformGrid([[[-20, -10]]], field);
    expect(at![0]).toBeCloseTo(size.width + 20, 6);
    expect(at![1]).toBeCloseTo(size.height + 10, 6);
  });
});
