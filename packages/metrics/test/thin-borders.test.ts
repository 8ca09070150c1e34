import { connectedComponents } from '@unet/components/arrays';
import { thinBorders } from '@unet/metrics/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { float32FromBase64, int32FromBase64, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixtures from './fixtures/sweeps.json';
import { label } from './maps.ts';

describe('thinBorders', () => {
  it('divides the border between the nearest segments', () => {
    expect(thinBorders(label('1....2', '1....2', '......', '3.....'))).toEqual(
      label('111222', '111222', '111222', '333222'),
    );
  });

  it('gives the lowest label a pixel between several', () => {
    expect(thinBorders(label('2.1'))).toEqual(label('211'));
    expect(thinBorders(label('3', '.', '2'))).toEqual(label('3', '2', '2'));
    expect(thinBorders(label('.4.', '3.2', '.1.'))).toEqual(label('342', '312', '111'));
  });

  it('leaves alone what has no border, and what has no segment', () => {
    expect(thinBorders(label('12', '21'))).toEqual(label('12', '21'));
    expect(thinBorders(label('..', '..'))).toEqual(label('..', '..'));
  });

  it('gives a new label', () => {
    const segments = label('1.2');
    thinBorders(segments).data.fill(9);
    expect(segments).toEqual(label('1.2'));
  });

  it('agrees with all distances on any map', () => {
    const sparse = fc.record({
      seed: fc.integer(),
      height: fc.integer({ min: 1, max: 14 }),
      width: fc.integer({ min: 1, max: 14 }),
      kinds: fc.integer({ min: 2, max: 5 }),
      keep: fc.integer({ min: 2, max: 30 }),
    });
    fc.assert(
      fc.property(sparse, ({ seed, height, width, kinds, keep }) => {
        const segments = randomLabel(height, width, kinds, `segments ${seed}`);
        const chance = randomLabel(height, width, keep, `chance ${seed}`);
        for (const [index, value] of chance.data.entries()) if (value !== 0) segments.data[index] = 0;
        expect(thinBorders(segments)).toEqual(nearestSegments(segments));
      }),
      { numRuns: 200 },
    );
  });

  it.each(fixtures)('agrees with one distance transform a segment of SciPy: $name', ({ height, width, ...fixture }) => {
    const inside = Int32Array.from(float32FromBase64(fixture.probability), (value) => (value > 0.5 ? 1 : 0));
    const segments = connectedComponents({ height, width, data: inside }, { connectivity: 4 }).labels;
    expect(thinBorders(segments).data).toEqual(int32FromBase64(fixture.thinned));
  });

  it('refuses negative labels', () => {
    const segments = { height: 2, width: 2, data: Int32Array.of(1, 0, 0, -3) };
    expect(() => thinBorders(segments)).toThrow(
      new RangeError('thinBorders: segments must hold labels of at least 0, got -3 at row 1, column 1'),
    );
  });
});

/** The definition itself: for each border pixel the smallest squared distance, then the smallest label. */
function nearestSegments({ height, width, data }: LabelArray): LabelArray {
  const thinned = data.map((own, pixel) => {
    if (own !== 0) return own;
    let nearest = Number.POSITIVE_INFINITY;
    let winner = 0;
    for (const [other, label] of data.entries()) {
      if (label === 0) continue;
      const rows = Math.floor(pixel / width) - Math.floor(other / width);
      const distance = rows ** 2 + ((pixel % width) - (other % width)) ** 2;
      if (distance < nearest || (distance === nearest && label < winner)) {
        nearest = distance;
        winner = label;
      }
    }
    return winner;
  });
  return { height, width, data: thinned };
}
