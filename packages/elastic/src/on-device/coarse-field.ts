import { matMul, reshape, type Tensor2D, tensor2d, tidy, unstack } from '@tensorflow/tfjs-core';
import { type Random, requireBackend, type Size } from '@unet/tensor';
import { drawNodes } from '../coarse-field.ts';
import type { CoarseNumbers } from '../elastic-kind.ts';
import { type CoarseFieldOptions, settleCoarseField } from '../field-options.ts';
import { gridLines, gridTaps } from '../interpolate-grid.ts';
import type { DisplacementField } from './displacement-field.ts';

/**
 * Draws a coarse elastic field: normally distributed displacement vectors on a grid of nodes, interpolated bicubically to the
 * pixels (Ronneberger, Fischer and Brox 2015, https://arxiv.org/abs/1505.04597, section 3.1: 3 x 3 nodes, 10 pixels). Where the nodes
 * lie stands at `coarseField` of `@unet/elastic/arrays`, whose field the same seed gives, up to float32 rounding.
 *
 * The nodes are drawn on the CPU and interpolated on the device. Synchronous, nothing is read from the device.
 * @returns a field that the caller owns
 * @throws TypeError for an unknown option or if `random` is not a Random, RangeError for a number out of range
 * @example
 * const field = coarseField({ height: 572, width: 572, random: createRandom(1) });
 */
export function coarseField(options: CoarseFieldOptions): DisplacementField {
  const numbers = settleCoarseField('coarseField', options);
  requireBackend('coarseField');
  return drawCoarse(numbers, options, options.random);
}

/** {@link coarseField} unchecked. */
export function drawCoarse(numbers: Required<CoarseNumbers>, size: Size, random: Random): DisplacementField {
  const { grid } = numbers;
  const { height, width } = size;
  // Down the columns the few nodes are interpolated here, in doubles; along the rows it is a product of matrices on the device.
  const lines = new Float32Array(2 * height * grid);
  lines.set(gridLines(drawNodes(numbers, random), grid, height));
  lines.set(gridLines(drawNodes(numbers, random), grid, height), height * grid);
  return tidy(() => {
    const values = matMul(tensor2d(lines, [2 * height, grid]), tensor2d(tapMatrix(width, grid), [grid, width]));
    const [rows, columns] = unstack(reshape(values, [2, height, width])) as [Tensor2D, Tensor2D];
    return { rows, columns };
  });
}

/** The weight of each node, row by row, in each pixel of an axis. */
function tapMatrix(length: number, grid: number): Float32Array {
  const { nodes, weights } = gridTaps(length, grid);
  const matrix = new Float64Array(grid * length);
  for (let tap = 0; tap < 4 * length; tap++) {
    // At the border two taps may be mirrored to the same node.
    const place = nodes[tap]! * length + (tap >> 2);
    matrix[place] = matrix[place]! + weights[tap]!;
  }
  return Float32Array.from(matrix);
}
