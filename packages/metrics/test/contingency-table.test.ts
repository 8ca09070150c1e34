import { contingencyTable } from '@unet/metrics/arrays';
import { randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { label } from './maps.ts';

describe('contingencyTable', () => {
  it('lists the overlaps by label of the truth, then of the prediction', () => {
    const table = contingencyTable(label('75', '77', '25'), label('11', '3.', '.3'));
    expect(table).toEqual({
      total: 6,
      truthLabels: Int32Array.of(0, 1, 3),
      truthSizes: Float64Array.of(2, 2, 2),
      predictedLabels: Int32Array.of(2, 5, 7),
      predictedSizes: Float64Array.of(1, 2, 3),
      truthIndex: Int32Array.of(0, 0, 1, 1, 2, 2),
      predictedIndex: Int32Array.of(0, 2, 1, 2, 1, 2),
      counts: Float64Array.of(1, 1, 1, 1, 1, 1),
    });
  });

  it('leaves out the ignored labels of the truth, and the predicted labels that stand under them alone', () => {
    const table = contingencyTable(label('75', '77', '25'), label('11', '3.', '.3'), { ignore: [0, 3] });
    expect(table.total).toBe(2);
    expect([...table.truthLabels]).toEqual([1]);
    expect([...table.predictedLabels]).toEqual([5, 7]);
  });

  it('counts many and extreme labels as a Map would', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(1, 3, 40, 5000), (seed, kinds) => {
        const truth = randomLabel(50, 50, kinds, `truth ${seed}`);
        const predicted = randomLabel(50, 50, kinds, `predicted ${seed}`);
        for (let index = 0; index < 2500; index += 3) predicted.data[index] = -0x80000000 + (index % kinds);
        const expected = new Map<string, number>();
        for (const [index, value] of truth.data.entries()) {
          const key = `${value},${predicted.data[index]}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
        const table = contingencyTable(predicted, truth);
        const actual = new Map<string, number>();
        for (const [entry, count] of table.counts.entries()) {
          const trueLabel = table.truthLabels[table.truthIndex[entry]!];
          actual.set(`${trueLabel},${table.predictedLabels[table.predictedIndex[entry]!]}`, count);
        }
        expect(actual).toEqual(expected);
        expect(table.counts.length).toBe(expected.size);
        expect(table.truthSizes.reduce((sum, size) => sum + size)).toBe(2500);
        expect(table.predictedSizes.reduce((sum, size) => sum + size)).toBe(2500);
      }),
      { numRuns: 20 },
    );
  });

  it('refuses maps of different size, and options that it does not have', () => {
    expect(() => contingencyTable(label('12'), label('1'))).toThrow(
      new RangeError('contingencyTable: truth must have the size of the prediction, 1 x 2, got 1 x 1'),
    );
    expect(() => contingencyTable(label('1'), label('1'), { skip: [0] } as never)).toThrow(
      new TypeError('contingencyTable: options.skip is not an option, only ignore'),
    );
    expect(() => contingencyTable(label('1'), label('1'), { ignore: [0.5] })).toThrow(
      new TypeError('contingencyTable: ignore must be a list of integers, got Array(1)'),
    );
  });
});
