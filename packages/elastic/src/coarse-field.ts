import type { Random, Size } from '@unet/tensor/arrays';
import type { DisplacementFieldArrays } from './displacement-field.ts';
import type { CoarseNumbers } from './elastic-kind.ts';
import { type CoarseFieldOptions, settleCoarseField } from './field-options.ts';
import { interpolateGrid } from './interpolate-grid.ts';

/**
 * Draws a coarse elastic field: normally distributed displacement vectors on a grid of nodes, interpolated bicubically to the
 * pixels (Ronneberger, Fischer and Brox 2015, https://arxiv.org/abs/1505.04597, section 3.1: 3 x 3 nodes, 10 pixels). Node (i, j)
 * lies at row `i * (height - 1) / (grid - 1)` and column `j * (width - 1) / (grid - 1)`: corners on corners, and with 3 x 3 the
 * middle node at the centre. The spline passes through the nodes; beyond the border these are mirrored, so that the field meets
 * the border without a slope.
 * @throws TypeError for an unknown option or if `random` is not a Random, RangeError for a number out of range
 * @example
 * const field = coarseField({ height: 572, width: 572, random: createRandom(1) });
 */
export function coarseField(options: CoarseFieldOptions): DisplacementFieldArrays {
  return drawCoarse(settleCoarseField('coarseField', options), options, options.random);
}

/** {@link coarseField} unchecked. */
export function drawCoarse(numbers: Required<CoarseNumbers>, size: Size, random: Random): DisplacementFieldArrays {
  const { height, width } = size;
  const axis = (): Float32Array => interpolateGrid(drawNodes(numbers, random), { grid: numbers.grid, height, width });
  return { height, width, rows: axis(), columns: axis() };
}

/** The displacements of all nodes along one axis, row by row. */
export function drawNodes({ grid, sigma }: Required<CoarseNumbers>, random: Random): Float32Array {
  return Float32Array.from({ length: grid * grid }, () => random.normal(0, sigma));
}
