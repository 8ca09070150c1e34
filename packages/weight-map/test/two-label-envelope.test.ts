import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { far } from '../src/column-distances.ts';
import { noSquare, TwoLabelEnvelope } from '../src/two-label-envelope.ts';

const column = fc.record({
  nearest: fc.oneof(fc.constant(far), fc.nat(30)),
  further: fc.oneof(fc.constant(far), fc.nat(30)),
  cell: fc.integer({ min: 1, max: 5 }),
  step: fc.integer({ min: 1, max: 4 }),
});

interface Row {
  readonly nearest: Int32Array;
  readonly nearestCell: Int32Array;
  readonly other: Int32Array;
  readonly otherCell: Int32Array;
}

/** As `columnDistances` lays a row out. */
function interleaved({ nearest, nearestCell, other, otherCell }: Row): Int32Array {
  return Int32Array.from([...nearest].flatMap((_, x) => [nearest[x], nearestCell[x], other[x], otherCell[x]]));
}

/** One row of column distances: two cells at most in a column, the nearer first. */
const rows: fc.Arbitrary<Row> = fc.array(column, { minLength: 1, maxLength: 40 }).map((columns) => ({
  nearest: Int32Array.from(columns, (c) => c.nearest),
  nearestCell: Int32Array.from(columns, (c) => (c.nearest < far ? c.cell : 0)),
  other: Int32Array.from(columns, (c) => (c.nearest < far && c.further < far ? c.nearest + c.further : far)),
  otherCell: Int32Array.from(columns, (c) =>
    c.nearest < far && c.further < far ? ((c.cell + c.step - 1) % 5) + 1 : 0,
  ),
}));

function bruteForce(row: Row, x: number): { first: number; second: number; labels: number[] } {
  const lowest = new Map<number, number>();
  row.nearest.forEach((_, c) => {
    for (const [distance, label] of [
      [row.nearest[c], row.nearestCell[c]],
      [row.other[c], row.otherCell[c]],
    ]) {
      const value = (x - c) ** 2 + distance ** 2;
      if (distance < far) lowest.set(label, Math.min(value, lowest.get(label) ?? Number.POSITIVE_INFINITY));
    }
  });
  const values = [...lowest.values()].sort((a, b) => a - b);
  const labels = [...lowest].filter(([, value]) => value === values[0]).map(([label]) => label);
  return { first: values[0] ?? noSquare, second: values[1] ?? noSquare, labels: labels.length > 0 ? labels : [0] };
}

describe('TwoLabelEnvelope', () => {
  it('finds both levels of any row, again and again, and writes nothing beside it', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const width = Math.min(one.nearest.length, other.nearest.length);
        const envelope = new TwoLabelEnvelope(width);
        for (const whole of [one, other]) {
          const row = {
            nearest: whole.nearest.subarray(0, width),
            nearestCell: whole.nearestCell.subarray(0, width),
            other: whole.other.subarray(0, width),
            otherCell: whole.otherCell.subarray(0, width),
          };
          const first = new Int32Array(width + 200).fill(-1);
          const second = new Int32Array(width + 200).fill(-1);
          const label = new Int32Array(width + 200).fill(-1);
          envelope.build(interleaved(row), 0, far - 1);
          envelope.write(100, first, second, label);
          const expected = Array.from({ length: width }, (_, x) => bruteForce(row, x));
          expect([...first.subarray(100, 100 + width)]).toEqual(expected.map((at) => at.first));
          expect([...second.subarray(100, 100 + width)]).toEqual(expected.map((at) => at.second));
          expect(
            expected.findIndex(({ labels }, x) => !labels.includes(label[100 + x]!)),
            'label at',
          ).toBe(-1);
          for (const written of [first, second, label]) {
            expect(written.subarray(0, 100).every((value) => value === -1)).toBe(true);
            expect(written.subarray(100 + width).every((value) => value === -1)).toBe(true);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
