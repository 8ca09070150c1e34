import { createRandom } from '@unet/tensor/arrays';
import { describe, expect, it } from 'vitest';
import { mapCells } from '../src/cell-map.ts';
import { drawTessellation, type Tessellation } from '../src/tessellation.ts';

const side = 160;
const cellDiameter = 40;

/** The cells of one slice, and whether another cell lies within `reach` pixels of each pixel. */
function draw(seed: string) {
  const random = createRandom(seed);
  const tessellation = drawTessellation(side, side, cellDiameter, random.fork('tessellation'));
  return { tessellation, map: mapCells(tessellation, side, side, cellDiameter, random.fork('bends')) };
}

function otherCellWithin(cells: Int32Array, pixel: number, reach: number): boolean {
  const [row, column] = [Math.floor(pixel / side), pixel % side];
  for (let r = Math.max(0, row - reach); r <= Math.min(side - 1, row + reach); r++) {
    for (let c = Math.max(0, column - reach); c <= Math.min(side - 1, column + reach); c++) {
      if (cells[r * side + c] !== cells[pixel]) return true;
    }
  }
  return false;
}

describe('mapCells', () => {
  it.each(['one', 'two', 'three'])('puts a wall wherever two cells meet, and nowhere else (seed %s)', (seed) => {
    const { map } = draw(seed);
    // Distances are rounded down in corners and stretched by the bends.
    const isWrong = (distance: number, pixel: number): boolean =>
      (otherCellWithin(map.cells, pixel, 1) && !(distance < 4)) ||
      (distance > 10 && otherCellWithin(map.cells, pixel, 4));
    expect(map.wallDistance.findIndex(isWrong), 'pixel').toBe(-1);
  });

  it('measures the distance in pixels to a straight wall', () => {
    const wall: Tessellation = {
      findSite: (x) => (x < 80 ? 0 : 1),
      cellOfSite: Int32Array.of(0, 1),
      cells: 2,
      walls: [Float64Array.of(80, -1e4, 80, 1e4), Float64Array.of(80, -1e4, 80, 1e4)],
    };
    const map = mapCells(wall, side, side, cellDiameter, createRandom(3));
    let compared = 0;
    for (let row = 0; row < side; row++) {
      let column = 0;
      while (column < side - 1 && map.cells[row * side + column + 1] === map.cells[row * side]) column++;
      // Along a row the wall is as far as it looks, or nearer where it runs askew.
      for (let offset = -4; offset <= 5; offset++) {
        const inside = column + offset;
        if (inside < 0 || inside >= side) continue;
        const along = Math.abs(offset - 0.5);
        const distance = map.wallDistance[row * side + inside]!;
        expect(distance).toBeLessThan(1.5 * along + 0.8);
        expect(distance).toBeGreaterThan(0.4 * along - 0.8);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(5 * side);
  });

  it('has an infinite distance where the cell has no wall', () => {
    const wall: Tessellation = {
      findSite: () => 0,
      cellOfSite: Int32Array.of(0),
      cells: 1,
      walls: [new Float64Array(0)],
    };
    const map = mapCells(wall, 3, 3, cellDiameter, createRandom(1));
    expect([...map.wallDistance]).toEqual(new Array(9).fill(Infinity));
  });
});

describe('drawTessellation', () => {
  it('joins one to three polygons to a cell and numbers the cells without gaps', () => {
    const { tessellation } = draw('one');
    const sizes = new Array<number>(tessellation.cells).fill(0);
    for (const cell of tessellation.cellOfSite) sizes[cell]!++;
    expect([...new Set(sizes)].sort()).toEqual([1, 2, 3]);
    expect(tessellation.walls).toHaveLength(tessellation.cells);
  });

  it('makes cells of the wanted size', () => {
    const { tessellation } = draw('one');
    const drawn = (side + 6 * cellDiameter) ** 2;
    expect(drawn / tessellation.cells / cellDiameter ** 2).toBeGreaterThan(0.9);
    expect(drawn / tessellation.cells / cellDiameter ** 2).toBeLessThan(1.1);
  });

  it('gives each wall to the two cells that it parts', () => {
    const { tessellation } = draw('two');
    const owners = new Map<string, number>();
    for (const walls of tessellation.walls) {
      for (let start = 0; start < walls.length; start += 4) {
        const key = walls.subarray(start, start + 4).join();
        owners.set(key, (owners.get(key) ?? 0) + 1);
      }
    }
    expect(new Set(owners.values())).toEqual(new Set([2]));
  });
});
