import { mirror } from '@unet/tensor/internal';
import { splineCoefficients, splineWeights } from './cubic-spline.ts';

/** A square grid of nodes, and the pixels that it is spread over. */
export interface GridOptions {
  readonly grid: number;
  readonly height: number;
  readonly width: number;
}

/** For each pixel of an axis the four nodes about it and their weights. */
export interface GridTaps {
  readonly nodes: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Interpolates values on a square grid of nodes to the pixels by a bicubic spline that passes through the nodes. Node (i, j) lies
 * at row `i * (height - 1) / (grid - 1)` and column `j * (width - 1) / (grid - 1)`: corners on corners, and with 3 x 3 the middle
 * node at the centre. Beyond the border the nodes are mirrored, so that the surface meets the border without a slope.
 * The same as `scipy.ndimage.map_coordinates(nodes, ..., order=3, mode='mirror')` at these positions. Unchecked.
 * @param nodes `grid * grid` values, row by row
 * @returns `height * width` new values
 */
export function interpolateGrid(nodes: Float32Array, options: GridOptions): Float32Array {
  const { grid, height, width } = options;
  const lines = gridLines(nodes, grid, height);
  const horizontal = gridTaps(width, grid);
  const result = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    const line = lines.subarray(row * grid, (row + 1) * grid);
    for (let column = 0; column < width; column++) {
      const tap = 4 * column;
      result[row * width + column] =
        horizontal.weights[tap]! * line[horizontal.nodes[tap]!]! +
        horizontal.weights[tap + 1]! * line[horizontal.nodes[tap + 1]!]! +
        horizontal.weights[tap + 2]! * line[horizontal.nodes[tap + 2]!]! +
        horizontal.weights[tap + 3]! * line[horizontal.nodes[tap + 3]!]!;
    }
  }
  return result;
}

/** The spline's coefficients, `grid * grid`, already interpolated down the columns: `height` lines of `grid` values. */
export function gridLines(nodes: Float32Array, grid: number, height: number): Float64Array {
  const coefficients = splineCoefficients(nodes, grid, grid, 1, 'reflect');
  const vertical = gridTaps(height, grid);
  const lines = new Float64Array(height * grid);
  for (let row = 0; row < height; row++) {
    for (let node = 0; node < grid; node++) {
      let sum = 0;
      for (let tap = 4 * row; tap < 4 * row + 4; tap++) {
        sum += vertical.weights[tap]! * coefficients[vertical.nodes[tap]! * grid + node]!;
      }
      lines[row * grid + node] = sum;
    }
  }
  return lines;
}

/** The taps of each pixel of an axis. An axis of one pixel shows the middle of the grid. */
export function gridTaps(length: number, grid: number): GridTaps {
  const nodes = new Int32Array(4 * length);
  const weights = new Float64Array(4 * length);
  for (let pixel = 0; pixel < length; pixel++) {
    const position = length === 1 ? (grid - 1) / 2 : (pixel * (grid - 1)) / (length - 1);
    const before = Math.floor(position);
    splineWeights(position - before, weights, 4 * pixel);
    for (let tap = 0; tap < 4; tap++) nodes[4 * pixel + tap] = mirror(before - 1 + tap, grid, 'reflect');
  }
  return { nodes, weights };
}
