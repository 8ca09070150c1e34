import { connectedComponents } from '@unet/components/arrays';
import { innerBoundary, nearestTwoCells } from '@unet/weight-map/arrays';
import { expectAllClose, float32FromBase64, int32FromBase64, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bruteForce, instanceMaps, measured, picture } from './brute-force.ts';
import fixture from './fixtures/scipy.json';

const fixtureLabel = { height: fixture.height, width: fixture.width, data: int32FromBase64(fixture.label) };
const fixtureCells = connectedComponents(fixtureLabel, { connectivity: 8 }).labels;

// Squared distances are integers: one rounding to float32 is all that may differ.
const rounding = { relative: 2 ** -23 };

describe('innerBoundary', () => {
  it('keeps pixels with an edge in common with something else, but not the border of the image', () => {
    const cells = picture('111..', '111..', '1112.', '..222');
    expect(innerBoundary(cells)).toEqual(picture('..1..', '..1..', '1112.', '..2.2'));
  });

  it('gives both of two touching cells a boundary, and none to a cell that fills the image', () => {
    expect(innerBoundary(picture('111222'))).toEqual(picture('..12..'));
    expect(innerBoundary(picture('77', '77'))).toEqual(picture('..', '..'));
  });

  it('agrees exactly with find_boundaries of scikit-image', () => {
    expect(innerBoundary(fixtureCells).data).toEqual(int32FromBase64(fixture.boundary));
  });
});

describe('nearestTwoCells', () => {
  it('measures to two pixels', () => {
    const { first, second, nearest } = measured(picture('3...', '....', '...7'));
    const [s2, s5, s8, s10, s13] = [2, 5, 8, 10, 13].map(Math.fround).map(Math.sqrt).map(Math.fround);
    for (const map of Object.values(nearestTwoCells(picture('3...', '....', '...7')))) {
      expect([map.height, map.width]).toEqual([3, 4]);
    }
    expect([...first]).toEqual([0, 1, 2, 2, 1, s2, s2, 1, 2, 2, 1, 0]);
    expect([...second]).toEqual([s13, s8, s5, 3, s10, s5, s5, s10, 3, s5, s8, s13]);
    expect([nearest[0], nearest[1], nearest[4], nearest[7], nearest[10], nearest[11]]).toEqual([3, 3, 3, 7, 7, 7]);
  });

  it('measures to the boundary inside a cell, or to the cell', () => {
    const cells = picture('.11111.2');
    expect([...measured(cells).first]).toEqual([1, 0, 1, 2, 1, 0, 1, 0]);
    expect([...measured(cells).second]).toEqual([7, 6, 5, 4, 3, 2, 1, 2]);
    expect([...measured(cells, { distanceTo: 'cell' }).first]).toEqual([1, 0, 0, 0, 0, 0, 1, 0]);
    expect([...measured(cells, { distanceTo: 'cell' }).second]).toEqual([7, 6, 5, 4, 3, 2, 1, 2]);
  });

  it('takes the pieces of an instance for one cell', () => {
    expect([...measured(picture('1.1..2')).second]).toEqual([5, 4, 3, 2, 2, 3]);
  });

  it('gives Infinity and 0 where there is no cell or no second one', () => {
    const none = measured(picture('...', '...'));
    expect([...none.first, ...none.second]).toEqual(new Array(12).fill(Number.POSITIVE_INFINITY));
    expect([...none.nearest]).toEqual(new Array(6).fill(0));
    const one = measured(picture('.5.'));
    expect([...one.first, ...one.second]).toEqual([1, 0, 1, ...new Array(3).fill(Number.POSITIVE_INFINITY)]);
    expect([...one.nearest]).toEqual([5, 5, 5]);
  });

  for (const distanceTo of ['boundary', 'cell'] as const) {
    it(`agrees with brute force on any small instance map, measured to the ${distanceTo}`, () => {
      fc.assert(
        fc.property(instanceMaps, (cells) => {
          const before = cells.data.slice();
          const { first, second, nearest } = measured(cells, { distanceTo });
          const expected = bruteForce(cells, distanceTo);
          expectAllClose(first, expected.first, rounding);
          expectAllClose(second, expected.second, rounding);
          // The nearest cell is one at that distance: with it alone the first distance is the same.
          for (const number of new Set(nearest)) {
            const alone = { ...cells, data: cells.data.map((cell) => (cell === number ? cell : 0)) };
            const sites = distanceTo === 'cell' ? alone.data : innerBoundary(cells).data;
            const own = bruteForce({ ...alone, data: sites.map((s) => (s === number ? s : 0)) }, 'cell').first;
            const ofIt = (value: number, pixel: number): number => (nearest[pixel] === number ? value : 0);
            expectAllClose(first.map(ofIt), own.map(ofIt), rounding);
          }
          expect(cells.data).toEqual(before);
        }),
        { numRuns: 200 },
      );
    });
  }

  it('agrees with brute force where the second level hides under long slanted cells', () => {
    const side = 40;
    const data = new Int32Array(side * side);
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        if (column > 2 * row) data[row * side + column] = 1;
        else if (column < 2 * row - 3) data[row * side + column] = column % 7 === 0 ? 3 : 2;
      }
    }
    const cells = { height: side, width: side, data };
    for (const distanceTo of ['boundary', 'cell'] as const) {
      const { first, second } = measured(cells, { distanceTo });
      const expected = bruteForce(cells, distanceTo);
      expectAllClose(first, expected.first, rounding);
      expectAllClose(second, expected.second, rounding);
    }
  });

  it('agrees with one SciPy transform per cell, with dozens of cells', () => {
    expect(fixture.cells).toBeGreaterThan(24);
    const { first, second } = measured(fixtureCells);
    expectAllClose(first, float32FromBase64(fixture.first), { absolute: 1e-5 });
    expectAllClose(second, float32FromBase64(fixture.second), { absolute: 1e-5 });
    const toCell = measured(fixtureCells, { distanceTo: 'cell' });
    expectAllClose(toCell.first, float32FromBase64(fixture.cellFirst), { absolute: 1e-5 });
    expectAllClose(toCell.second, float32FromBase64(fixture.cellSecond), { absolute: 1e-5 });
  });

  it('turns with the image', () => {
    const { height, width, data } = randomLabel(23, 31, 40, 'transpose');
    const turned = { height: width, width: height, data: new Int32Array(data.length) };
    const turn = (row: number, column: number): number => column * height + row;
    for (let pixel = 0; pixel < data.length; pixel++) {
      turned.data[turn(Math.floor(pixel / width), pixel % width)] = data[pixel];
    }
    const straight = measured({ height, width, data });
    const other = measured(turned);
    const there = (pixel: number): number => turn(Math.floor(pixel / width), pixel % width);
    for (const level of ['first', 'second'] as const) {
      expect(straight[level].map((_, pixel) => other[level][there(pixel)]!)).toEqual(straight[level]);
    }
  });

  it('stays exact over thousands of pixels', () => {
    const width = 40_000;
    const data = new Int32Array(2 * width);
    data[0] = 1;
    data[2 * width - 1] = 2;
    const { first, second } = measured({ height: 2, width, data });
    expect(second[0]).toBe(Math.fround(Math.hypot(width - 1, 1)));
    expect(first[width / 2]).toBe(Math.fround(Math.hypot(width / 2 - 1, 1)));
    expect(second[width / 2]).toBe(width / 2);
  });

  it('says what is wrong with its arguments', () => {
    const cells = picture('1');
    expect(() => nearestTwoCells(cells, { distanceTo: 'centre' as 'cell' })).toThrow(
      new RangeError(`nearestTwoCells: distanceTo must be "boundary" or "cell", got "centre"`),
    );
    expect(() => nearestTwoCells({ height: 1, width: 46_342, data: new Int32Array(46_342) })).toThrow(
      new RangeError('nearestTwoCells: cells must have a diagonal under 46340 pixels, got 1 x 46342'),
    );
    expect(() => nearestTwoCells({ ...cells, height: 0 })).toThrow(/^nearestTwoCells: cells\.height must be/);
    expect(() => innerBoundary({ ...cells, height: 0 })).toThrow(/^innerBoundary: cells\.height must be/);
  });
});
