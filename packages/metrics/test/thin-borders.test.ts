import { connectedComponents } from '@unet/components/arrays';
import { thinBorders } from '@unet/metrics/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { float32FromBase64, int32FromBase64, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixtures from './fixtures/sweeps.json';
import { label } from './maps.ts';

const nearest = (segments: LabelArray): LabelArray => thinBorders(segments, { thinning: 'nearest' });

describe('thinBorders to the nearest segment', () => {
  it('divides the border between the nearest segments', () => {
    expect(nearest(label('1....2', '1....2', '......', '3.....'))).toEqual(
      label('111222', '111222', '111222', '333222'),
    );
  });

  it('gives the lowest label a pixel between several', () => {
    expect(nearest(label('2.1'))).toEqual(label('211'));
    expect(nearest(label('3', '.', '2'))).toEqual(label('3', '2', '2'));
    expect(nearest(label('.4.', '3.2', '.1.'))).toEqual(label('342', '312', '111'));
  });

  it('leaves alone what has no border', () => {
    expect(nearest(label('12', '21'))).toEqual(label('12', '21'));
  });

  it('gives a new label', () => {
    const segments = label('1.2');
    nearest(segments).data.fill(9);
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
        expect(nearest(segments)).toEqual(nearestSegments(segments));
      }),
      { numRuns: 200 },
    );
  });

  it.each(fixtures)('agrees with one distance transform a segment of SciPy: $name', ({ height, width, ...fixture }) => {
    const inside = Int32Array.from(float32FromBase64(fixture.probability), (value) => (value > 0.5 ? 1 : 0));
    const segments = connectedComponents({ height, width, data: inside }, { connectivity: 4 }).labels;
    expect(nearest(segments).data).toEqual(int32FromBase64(fixture.thinned));
  });
});

describe('thinBorders by watershed', () => {
  it('leaves a dam where two segments meet', () => {
    expect(thinBorders(label('1...2'))).toEqual(label('11.22'));
    expect(thinBorders(label('1', '.', '2'))).toEqual(label('1', '.', '2'));
    // The queue begins on the left: where two fronts are as near, the left one takes the pixel, and the other finds it taken.
    expect(thinBorders(label('1..2'))).toEqual(label('11.2'));
  });

  it('begins column by column, and looks west, north, east and south', () => {
    // Both shores are queued before the middle; the left one first.
    expect(thinBorders(label('1..', '...', '..2'))).toEqual(label('11.', '1.2', '.22'));
    // The upper pixel leaves the queue first and takes 1. The lower one meets 1 and 2.
    expect(thinBorders(label('1', '.', '.', '2'))).toEqual(label('1', '1', '.', '2'));
  });

  it('lets a dam pass on, until a label follows', () => {
    // The middle sees four dams.
    expect(thinBorders(label('2.1', '...', '3.4'))).toEqual(label('2.1', '...', '3.4'));
    // The dams in the west and north make the middle a dam; the east, looked at next, gives it its label.
    expect(thinBorders(label('2.1', '...', '3.1'))).toEqual(label('2.1', '.11', '3.1'));
  });

  it('takes a map without segments for one segment', () => {
    expect(thinBorders(label('..', '..'))).toEqual(label('11', '11'));
    expect(nearest(label('..', '..'))).toEqual(label('11', '11'));
  });

  it('lets a single segment have all', () => {
    expect(thinBorders(label('....', '..7.', '....'))).toEqual(label('7777', '7777', '7777'));
  });

  it('keeps segments, gives every border pixel a segment that it touches, and keeps them apart', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (seed, height, width) => {
          const chance = randomLabel(height, width, 6, seed);
          const inside = { height, width, data: chance.data.map((value) => (value === 0 ? 1 : 0)) };
          const segments = connectedComponents(inside).labels;
          const before = segments.data.slice();
          const thinned = thinBorders(segments);
          expect(segments.data).toEqual(before);
          for (const [pixel, own] of thinned.data.entries()) {
            if (before[pixel] !== 0) expect(own).toBe(before[pixel]);
            const right = pixel % width < width - 1 ? thinned.data[pixel + 1]! : 0;
            const below = pixel + width < thinned.data.length ? thinned.data[pixel + width]! : 0;
            for (const other of [right, below]) if (own > 0 && other > 0) expect(other).toBe(own);
          }
          // Each label is one region still, so that nothing has grown across a dam.
          const regions = connectedComponents(thinned);
          expect(regions.count).toBe(new Set(thinned.data.filter((label) => label > 0)).size);
          // Up to where fronts meet, the labels are those of the nearest segment in steps across edges.
          if (before.some((label) => label > 0)) expect(thinned.data.some((label) => label > 0)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('refuses negative labels and unknown words', () => {
    const segments = { height: 2, width: 2, data: Int32Array.of(1, 0, 0, -3) };
    expect(() => thinBorders(segments)).toThrow(
      new RangeError('thinBorders: segments must hold labels of at least 0, got -3 at row 1, column 1'),
    );
    expect(() => thinBorders(label('1'), { thinning: 'euclid' as never })).toThrow(
      new RangeError('thinBorders: thinning must be "watershed" or "nearest", got "euclid"'),
    );
    expect(() => thinBorders(label('1'), { method: 'nearest' } as never)).toThrow(
      new TypeError('thinBorders: options.method is not an option, only thinning'),
    );
  });
});

/** The definition itself: for each border pixel the smallest squared distance, then the smallest label. */
function nearestSegments({ height, width, data }: LabelArray): LabelArray {
  if (data.every((own) => own === 0)) return { height, width, data: data.map(() => 1) };
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
