import { connectedComponents } from '@unet/components/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { int32FromBase64 } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixture from './fixtures/scikit-image.json';
import { floodFill } from './flood-fill.ts';

const labelOf = (rows: number[][]): LabelArray => ({
  height: rows.length,
  width: rows[0].length,
  data: Int32Array.from(rows.flat()),
});
const numbersOf = (rows: number[][], connectivity: 4 | 8) => [
  ...connectedComponents(labelOf(rows), { connectivity }).labels.data,
];

describe('connectedComponents', () => {
  it('joins a diagonal with 8-connectivity and not with 4, the default', () => {
    const diagonal = [
      [1, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
    ];
    expect(numbersOf(diagonal, 8)).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 0]);
    expect(connectedComponents(labelOf(diagonal)).count).toBe(4);
    expect(connectedComponents(labelOf(diagonal), {}).count).toBe(4);
    expect(numbersOf(diagonal, 4)).toEqual([1, 0, 2, 0, 3, 0, 4, 0, 0]);
  });

  it('numbers components by their first pixel, even where arms meet late', () => {
    const rows = [
      [0, 0, 1, 0, 1],
      [3, 0, 1, 0, 1],
      [0, 0, 1, 1, 1],
      [1, 0, 0, 0, 0],
      [1, 1, 1, 1, 1],
    ];
    const expected = [
      [0, 0, 1, 0, 1],
      [2, 0, 1, 0, 1],
      [0, 0, 1, 1, 1],
      [3, 0, 0, 0, 0],
      [3, 3, 3, 3, 3],
    ].flat();
    expect(numbersOf(rows, 4)).toEqual(expected);
    expect(numbersOf(rows, 8)).toEqual(expected);
  });

  it('keeps touching classes apart, and does not join across the left and right border', () => {
    const rows = [
      [1, 0, 2],
      [2, 2, 0],
      [0, 1, 1],
    ];
    expect(numbersOf(rows, 4)).toEqual([1, 0, 2, 3, 3, 0, 0, 4, 4]);
    expect(numbersOf(rows, 8)).toEqual([1, 0, 2, 2, 2, 0, 0, 3, 3]);
    const sides = [
      [0, 0, 1],
      [1, 0, 0],
    ];
    expect(numbersOf(sides, 8)).toEqual([0, 0, 1, 2, 0, 0]);
  });

  for (const { name, height, width, label, edges, corners } of fixture.cases) {
    it(`agrees exactly with scikit-image: ${name}`, () => {
      const input = { height, width, data: int32FromBase64(label) };
      expect(connectedComponents(input, { connectivity: 4 }).labels.data).toEqual(int32FromBase64(edges));
      const { labels, count } = connectedComponents(input, { connectivity: 8 });
      expect(labels).toEqual({ height, width, data: int32FromBase64(corners) });
      expect(count).toBe(Math.max(...labels.data));
    });
  }

  it('agrees with a flood fill on any small label, and leaves its input alone', () => {
    const labels = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }))
      .chain(([height, width, classes]) =>
        fc
          .array(fc.integer({ min: 0, max: classes }), { minLength: height * width, maxLength: height * width })
          .map((values) => ({ height, width, data: Int32Array.from(values) })),
      );
    fc.assert(
      fc.property(labels, fc.constantFrom(4 as const, 8 as const), (label, connectivity) => {
        const before = label.data.slice();
        expect(connectedComponents(label, { connectivity })).toEqual(floodFill(label, connectivity));
        expect(label.data).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('copes with a single pixel, and with a million pixels in one snake', () => {
    expect(numbersOf([[0]], 8)).toEqual([0]);
    expect(numbersOf([[5]], 4)).toEqual([1]);
    const side = 1000;
    const data = new Int32Array(side * side).fill(1);
    for (let row = 1; row < side; row += 2) {
      data.fill(0, row * side, (row + 1) * side);
      data[row * side + (row % 4 === 1 ? side - 1 : 0)] = 1;
    }
    expect(connectedComponents({ height: side, width: side, data }, { connectivity: 4 }).count).toBe(1);
  });

  it('says what is wrong with its arguments', () => {
    const label = labelOf([[1]]);
    expect(() => connectedComponents(label, { connectivity: 6 as 8 })).toThrow(
      new RangeError('connectedComponents: connectivity must be 4 or 8, got 6'),
    );
    expect(() => connectedComponents(label, { connectivty: 8 } as never)).toThrow(
      new TypeError('connectedComponents: options.connectivty is not an option, only connectivity'),
    );
    expect(() => connectedComponents(label, 8 as never)).toThrow(
      new TypeError('connectedComponents: options must be an object, got 8'),
    );
    expect(() => connectedComponents({ ...label, data: [1] as unknown as Int32Array })).toThrow(
      /^connectedComponents: label\.data must be .*Int32Array, got Array\(1\)$/,
    );
    expect(() => connectedComponents({ ...label, width: 2 })).toThrow(
      /^connectedComponents: label\.data must hold .*2 values, got 1$/,
    );
  });
});
