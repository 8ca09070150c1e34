import type { LabelArray } from '@unet/tensor/arrays';
import { type NearestTwoCellsOptions, nearestTwoCells } from '@unet/weight-map/arrays';
import fc from 'fast-check';

/** Distances to the two nearest cells by their definition: every pixel against every pixel that is measured to. */
export function bruteForce(cells: LabelArray, distanceTo: 'boundary' | 'cell'): { first: number[]; second: number[] } {
  const { width, data } = cells;
  const sites = [...data.keys()].filter((pixel) =>
    distanceTo === 'cell' ? data[pixel] !== 0 : isBoundary(cells, pixel),
  );
  const first: number[] = [];
  const second: number[] = [];
  for (let pixel = 0; pixel < data.length; pixel++) {
    const nearest = new Map<number, number>();
    for (const site of sites) {
      const distance = Math.hypot(
        Math.floor(pixel / width) - Math.floor(site / width),
        (pixel % width) - (site % width),
      );
      nearest.set(data[site], Math.min(distance, nearest.get(data[site]) ?? Number.POSITIVE_INFINITY));
    }
    const sorted = [...nearest.values()].sort((a, b) => a - b);
    first.push(sorted[0] ?? Number.POSITIVE_INFINITY);
    second.push(sorted[1] ?? Number.POSITIVE_INFINITY);
  }
  return { first, second };
}

function isBoundary({ height, width, data }: LabelArray, pixel: number): boolean {
  if (data[pixel] === 0) return false;
  const row = Math.floor(pixel / width);
  const column = pixel % width;
  const neighbours = [
    [row - 1, column],
    [row + 1, column],
    [row, column - 1],
    [row, column + 1],
  ];
  return neighbours.some(
    ([r, c]) => r >= 0 && r < height && c >= 0 && c < width && data[r * width + c] !== data[pixel],
  );
}

const rectangle = fc.record({
  row: fc.nat(11),
  column: fc.nat(15),
  height: fc.integer({ min: 1, max: 12 }),
  width: fc.integer({ min: 1, max: 16 }),
  cell: fc.integer({ min: 0, max: 9 }),
});

/** Instance maps from noise of single pixels to overlapping rectangles and lines, down to one row, column or pixel. */
export const instanceMaps: fc.Arbitrary<LabelArray> = fc
  .record({ height: fc.integer({ min: 1, max: 12 }), width: fc.integer({ min: 1, max: 16 }) })
  .chain(({ height, width }) => {
    const noise = fc.integer({ min: 0, max: 60 }).chain((cells) =>
      fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: cells })), {
        minLength: height * width,
        maxLength: height * width,
      }),
    );
    const shapes = fc.array(rectangle, { maxLength: 12 }).map((rectangles) =>
      Array.from({ length: height * width }, (_, pixel) => {
        const row = Math.floor(pixel / width);
        const column = pixel % width;
        const covering = rectangles.filter(
          (r) => row >= r.row && row < r.row + r.height && column >= r.column && column < r.column + r.width,
        );
        return covering.at(-1)?.cell ?? 0;
      }),
    );
    return fc.oneof(noise, shapes).map((values) => ({ height, width, data: Int32Array.from(values) }));
  });

/** A label from a picture: one string per row, digits are values, anything else is 0. */
export function picture(...rows: string[]): LabelArray {
  const data = Int32Array.from(rows.join(''), (character) => Number.parseInt(character, 10) || 0);
  return { height: rows.length, width: rows[0].length, data };
}

/** What `nearestTwoCells` measures, as bare values. */
export function measured(
  cells: LabelArray,
  options?: NearestTwoCellsOptions,
): { first: Float32Array; second: Float32Array; nearest: Int32Array } {
  const { first, second, nearest } = nearestTwoCells(cells, options);
  return { first: first.data, second: second.data, nearest: nearest.data };
}
