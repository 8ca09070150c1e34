import { connectedComponents } from '@unet/components/arrays';
import { topologyErrors, warpingError, warpTruth } from '@unet/metrics/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { float32FromBase64, int32FromBase64, randomImage, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixtures from './fixtures/sweeps.json';
import warps from './fixtures/warps.json';
import { label, probability, sure } from './maps.ts';

const none = { splits: 0, merges: 0, holeAdditions: 0, holeDeletions: 0, objectAdditions: 0, objectDeletions: 0 };

const twoCells = label('11.11', '11.11', '11.11');

describe('warpingError', () => {
  it('does not mind borders that move', () => {
    const moved = label('1.111', '1.111', '111.1');
    expect(warpTruth(label('1.111', '1.111', '1.111'), twoCells)).toEqual(label('1.111', '1.111', '1.111'));
    expect(warpingError(label('1...1', '1...1', '1...1'), twoCells)).toBe(0);
    // A border that goes on over a corner still divides cells that are 4-connected.
    expect(warpingError(label('1.111', '11.11', '111.1'), twoCells)).toBe(0);
    // Here it has a gap of one pixel.
    expect(warpingError(moved, twoCells)).toBe(1 / 15);
  });

  it('counts the pixels that split or merge, and no others', () => {
    expect(warpingError(label('11111', '11.11', '11.11'), twoCells)).toBe(1 / 15);
    expect(warpingError(label('11111', '11111', '11111'), twoCells)).toBe(3 / 15);
    const oneCell = label('111', '111', '111');
    expect(warpingError(label('111', '...', '111'), oneCell)).toBe(1 / 9);
    // A hole, a lost and an invented cell cost nothing.
    expect(warpingError(label('111', '1.1', '111'), oneCell)).toBe(0);
    expect(warpingError(label('...', '...', '...'), oneCell)).toBe(0);
    expect(warpingError(label('...', '.1.', '...'), label('...', '...', '...'))).toBe(0);
  });

  it('takes the threshold', () => {
    const prediction = probability(1, 3, 0.9, 0.4, 0.9);
    expect(warpingError(prediction, label('1.1'))).toBe(0);
    expect(warpingError(prediction, label('1.1'), { threshold: 0.3 })).toBe(1 / 3);
  });

  it('refuses what it cannot score', () => {
    const nan = probability(1, 2, 0, Number.NaN);
    expect(() => warpingError(nan, label('11'))).toThrow(
      new RangeError('warpingError: prediction must hold probabilities from 0 to 1, got NaN at row 0, column 1'),
    );
    expect(() => topologyErrors(nan, label('11'))).toThrow('topologyErrors: prediction must hold probabilities');
    expect(() => warpTruth(nan, label('11'))).toThrow('warpTruth: prediction must hold probabilities');
    expect(() => warpTruth(label('1'), label('11'))).toThrow(
      'warpTruth: truth must have the size of the prediction, 1 x 1, got 1 x 2',
    );
    expect(() => warpTruth(label('1'), label('1'), { threshold: 3 })).toThrow('warpTruth: threshold must be a number');
    for (const call of [warpingError, topologyErrors, warpTruth]) {
      expect(() => call(label('1'), label('1'), { radius: 20 } as never)).toThrow(
        new TypeError(`${call.name}: options.radius is not an option, only threshold`),
      );
    }
  });
});

describe('topologyErrors', () => {
  it('tells merges from splits', () => {
    expect(topologyErrors(label('11111', '11.11', '11111'), twoCells)).toEqual({ ...none, merges: 2 });
    expect(topologyErrors(label('111', '...', '111'), label('111', '111', '111'))).toEqual({ ...none, splits: 1 });
  });

  it('tells holes from objects, added or lost', () => {
    const oneCell = label('111', '111', '111');
    const nothing = label('...', '...', '...');
    const ring = label('111', '1.1', '111');
    const dot = label('...', '.1.', '...');
    expect(topologyErrors(ring, oneCell)).toEqual({ ...none, holeAdditions: 1 });
    expect(topologyErrors(oneCell, ring)).toEqual({ ...none, holeDeletions: 1 });
    expect(topologyErrors(dot, nothing)).toEqual({ ...none, objectAdditions: 1 });
    expect(topologyErrors(nothing, oneCell)).toEqual({ ...none, objectDeletions: 1 });
  });

  it('takes a closed ring for a new hole, an opened one for a lost hole', () => {
    const open = label('111', '1.1', '1.1');
    const ring = label('111', '1.1', '111');
    expect(topologyErrors(ring, open)).toEqual({ ...none, holeAdditions: 1 });
    expect(topologyErrors(open, ring)).toEqual({ ...none, holeDeletions: 1 });
  });

  it('looks 20 pixels around for the other way around a ring', () => {
    // A ring one pixel thick, cut in the middle of its top.
    const ring = (side: number, cut: boolean): LabelArray => {
      const data = Int32Array.from({ length: side * side }, (_, pixel) => {
        const row = Math.floor(pixel / side);
        const column = pixel % side;
        if (cut && row === 0 && column === Math.floor(side / 2)) return 0;
        return row === 0 || column === 0 || row === side - 1 || column === side - 1 ? 1 : 0;
      });
      return { height: side, width: side, data };
    };
    expect(topologyErrors(ring(21, true), ring(21, false))).toEqual({ ...none, holeDeletions: 1 });
    // Its bottom is 21 pixels below the cut.
    expect(topologyErrors(ring(22, true), ring(22, false))).toEqual({ ...none, splits: 1 });
  });

  it('counts as many pixels as differ after the warp', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (seed, height, width) => {
          const truth = randomLabel(height, width, 2, `truth ${seed}`);
          const prediction = randomImage(height, width, 1, `prediction ${seed}`);
          const counts = topologyErrors(prediction, truth);
          const left = warpTruth(prediction, truth).data.filter(
            (value, pixel) => value !== Number(prediction.data[pixel]! > 0.5),
          ).length;
          expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(left);
          expect(warpingError(prediction, truth)).toBe((counts.splits + counts.merges) / (height * width));
          expect(topologyErrors(sure(truth), truth)).toEqual(none);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('warpTruth', () => {
  it('takes the image for surrounded by border', () => {
    // Flipping a pixel at the edge opens the cell to the outside and makes no hole.
    expect(warpTruth(label('1.1', '111'), label('111', '111'))).toEqual(label('1.1', '111'));
  });

  it('takes every non-zero label for inside', () => {
    // The truth is a bridge of two piers, whose middle must hold.
    expect(warpTruth(label('5.5', '5.5'), label('333', '3.7'))).toEqual(label('111', '1.1'));
  });

  it('keeps the surest of several pixels where it may keep one', () => {
    const nothing = probability(1, 3, 0.2, 0.3, 0.1);
    expect(warpTruth(nothing, label('111'))).toEqual(label('.1.'));
    expect(warpTruth(probability(1, 3, 0.3, 0.2, 0.1), label('111'))).toEqual(label('1..'));
    expect(warpTruth(probability(1, 3, 0.1, 0.2, 0.3), label('111'))).toEqual(label('..1'));
  });

  it('flips column by column where the prediction is equally sure', () => {
    expect(warpTruth(label('...'), label('111'))).toEqual(label('..1'));
    expect(warpTruth(probability(1, 3, 0.2, 0.2, 0.2), label('111'))).toEqual(label('..1'));
  });

  it.each(fixtures)('agrees with the definition in NumPy: $name', ({ name, height, width, ...fixture }) => {
    const prediction = { height, width, channels: 1, data: float32FromBase64(fixture.probability) };
    const truth = { height, width, data: int32FromBase64(fixture.truth) };
    const expected = int32FromBase64(warps.find((warp) => warp.name === name)!.warped);
    expect(warpTruth(prediction, truth).data).toEqual(expected);
  });

  it('keeps topology, and leaves no simple point to flip', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (seed, height, width) => {
          const truth = randomLabel(height, width, 2, `truth ${seed}`);
          const prediction = randomImage(height, width, 1, `prediction ${seed}`);
          const warped = warpTruth(prediction, truth);
          expect(topology(warped)).toEqual(topology(truth));
          for (const [pixel, value] of warped.data.entries()) {
            if (value === Number(prediction.data[pixel]! > 0.5)) continue;
            const flipped = { ...warped, data: warped.data.with(pixel, 1 - value) };
            expect(topology(flipped)).not.toEqual(topology(truth));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Numbers of 4-connected segments and of 8-connected border regions, with border around the image. */
function topology({ height, width, data }: LabelArray): { segments: number; borders: number } {
  const stride = width + 2;
  const inside = { height: height + 2, width: stride, data: new Int32Array(stride * (height + 2)) };
  const border = { ...inside, data: new Int32Array(inside.data.length).fill(1) };
  for (const [pixel, value] of data.entries()) {
    const place = (Math.floor(pixel / width) + 1) * stride + (pixel % width) + 1;
    inside.data[place] = value;
    border.data[place] = 1 - value;
  }
  return {
    segments: connectedComponents(inside, { connectivity: 4 }).count,
    borders: connectedComponents(border, { connectivity: 8 }).count,
  };
}
