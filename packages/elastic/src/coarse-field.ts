import { describe, type Random } from '@unet/tensor/arrays';
import { checkCount, checkNotNegative, checkOptions, checkRandom } from './checks.ts';
import { splineCoefficients, splineWeights } from './cubic-spline.ts';
import type { DisplacementField } from './displacement-field.ts';
import { mirror } from './mirror.ts';

/** How {@link coarseField} draws. */
export interface CoarseFieldOptions {
  readonly height: number;
  readonly width: number;
  /** Drawn from `2 * grid * grid` times: the vertical displacements of all nodes row by row, then the horizontal ones. */
  readonly random: Random;
  /** Nodes on each side, at least 2, default 3. The outermost lie on the centres of the border pixels. */
  readonly grid?: number;
  /** Standard deviation of each node's displacement along each axis in pixels, default 10. */
  readonly deviation?: number;
}

/**
 * Draws a coarse elastic field: normally distributed displacement vectors on a grid of nodes, interpolated bicubically to the
 * pixels (Ronneberger, Fischer and Brox 2015, https://arxiv.org/abs/1505.04597, section 3.1: 3 x 3 nodes, 10 pixels).
 * See {@link interpolateGrid} for the placement of the nodes and the spline.
 * @throws RangeError for a size, grid or deviation that cannot be; TypeError for a random that draws nothing
 * @example
 * const field = coarseField({ height: 572, width: 572, random: createRandom(1) });
 */
export function coarseField(options: CoarseFieldOptions): DisplacementField {
  const where = 'coarseField';
  checkOptions(where, 'options', options);
  const { height, width, random, grid = 3, deviation = 10 } = options;
  checkCount(where, 'height', height);
  checkCount(where, 'width', width);
  checkRandom(where, 'random', random);
  checkCount(where, 'grid', grid, 2);
  checkNotNegative(where, 'deviation', deviation);
  const axis = (): Float32Array => {
    const nodes = Float32Array.from({ length: grid * grid }, () => random.normal(0, deviation));
    return interpolateGrid(nodes, { grid, height, width });
  };
  return { height, width, rows: axis(), columns: axis() };
}

/**
 * Interpolates values on a square grid of nodes to the pixels by a bicubic spline that passes through the nodes. Node (i, j) lies
 * at row `i * (height - 1) / (grid - 1)` and column `j * (width - 1) / (grid - 1)`: corners on corners, and with 3 x 3 the middle
 * node at the centre. Beyond the border the nodes are mirrored, so that the surface meets the border without a slope.
 * The same as `scipy.ndimage.map_coordinates(nodes, ..., order=3, mode='mirror')` at these positions.
 * @param nodes `grid * grid` values, row by row
 * @returns `height * width` new values
 * @throws RangeError for a grid below 2, an empty size, or nodes of another length
 * @example
 * const rows = interpolateGrid(Float32Array.of(0, 0, 0, 0, 5, 0, 0, 0, 0), { grid: 3, height: 101, width: 101 });
 * rows[50 * 101 + 50]; // 5
 */
export function interpolateGrid(
  nodes: Float32Array,
  options: { readonly grid: number; readonly height: number; readonly width: number },
): Float32Array {
  const where = 'interpolateGrid';
  checkOptions(where, 'options', options);
  const { grid, height, width } = options;
  checkCount(where, 'grid', grid, 2);
  checkCount(where, 'height', height);
  checkCount(where, 'width', width);
  if (!(nodes instanceof Float32Array) || nodes.length !== grid * grid) {
    throw new RangeError(`${where}: nodes must be a Float32Array of ${grid * grid} values, got ${describe(nodes)}`);
  }
  const coefficients = splineCoefficients(nodes, grid, grid, 1, 'reflect');
  const vertical = gridTaps(height, grid);
  const horizontal = gridTaps(width, grid);
  const line = new Float64Array(grid);
  const result = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let node = 0; node < grid; node++) {
      let sum = 0;
      for (let tap = 4 * row; tap < 4 * row + 4; tap++) {
        sum += vertical.weights[tap]! * coefficients[vertical.nodes[tap]! * grid + node]!;
      }
      line[node] = sum;
    }
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

/** For each pixel of an axis the four nodes about it and their weights. An axis of one pixel shows the middle of the grid. */
function gridTaps(length: number, grid: number): { nodes: Int32Array; weights: Float64Array } {
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
