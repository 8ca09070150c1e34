import type { Random } from '@unet/tensor/arrays';
import type { CellMap } from './cell-map.ts';
import type { LabelledCells } from './label-cells.ts';

/** A slice on which organelles are drawn: how much darker than cytoplasm each pixel is. */
export interface Canvas {
  readonly height: number;
  readonly width: number;
  /** Cell number of each pixel, 0 on membrane. */
  readonly instances: Int32Array;
  readonly wallDistance: Float64Array;
  /** Grey value to take away, at least 0. */
  readonly darkness: Float64Array;
}

/** A place in a cell: pixel centre, its cell and the distance to the wall. */
export interface Place {
  readonly row: number;
  readonly column: number;
  readonly cell: number;
  readonly wallDistance: number;
}

export function createCanvas(map: CellMap, { instances }: LabelledCells): Canvas {
  const { height, width, wallDistance } = map;
  return { height, width, instances: instances.data, wallDistance, darkness: new Float64Array(height * width) };
}

/** A random pixel inside a cell, at least `distance` from its wall; undefined if `attempts` draws find none. */
export function drawPlace(canvas: Canvas, distance: number, attempts: number, random: Random): Place | undefined {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const pixel = random.integer(canvas.instances.length);
    const cell = canvas.instances[pixel]!;
    const wallDistance = canvas.wallDistance[pixel]!;
    if (cell === 0 || wallDistance < distance) continue;
    return { row: Math.floor(pixel / canvas.width), column: pixel % canvas.width, cell, wallDistance };
  }
  return undefined;
}

/**
 * Darkens the pixels of one cell around (row, column) to `shade(rows, columns)` of the offset from there, where that is
 * darker than what is drawn already. Nothing is drawn on membrane or in another cell: labels stay exact.
 */
export function paint(
  canvas: Canvas,
  cell: number,
  row: number,
  column: number,
  reach: number,
  shade: (rows: number, columns: number) => number,
): void {
  const { height, width, instances, darkness } = canvas;
  const bottom = Math.min(height - 1, Math.floor(row + reach));
  const right = Math.min(width - 1, Math.floor(column + reach));
  for (let r = Math.max(0, Math.ceil(row - reach)); r <= bottom; r++) {
    for (let c = Math.max(0, Math.ceil(column - reach)); c <= right; c++) {
      const pixel = r * width + c;
      if (instances[pixel] !== cell) continue;
      const value = shade(r - row, c - column);
      if (value > darkness[pixel]!) darkness[pixel] = value;
    }
  }
}

/** A random direction of length 1 as (rows, columns), by rejection: sines may differ from machine to machine. */
export function drawDirection(random: Random): [rows: number, columns: number] {
  for (;;) {
    const rows = random.uniform(-1, 1);
    const columns = random.uniform(-1, 1);
    const squared = rows * rows + columns * columns;
    if (squared > 1 || squared < 0.01) continue;
    const length = Math.sqrt(squared);
    return [rows / length, columns / length];
  }
}
