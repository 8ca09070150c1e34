import {
  add,
  cast,
  div,
  expandDims,
  floor,
  gather,
  gatherND,
  maximum,
  minimum,
  mul,
  reshape,
  sub,
  type Tensor,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import type { Boundary } from '@unet/tensor';
import type { Placement } from '../sampling.ts';
import { sizeOf } from './check-field.ts';
import type { DisplacementField } from './displacement-field.ts';

/**
 * Source positions along one axis, each split into a whole pixel and the fraction beyond it. Float32 holds whole numbers exactly, so that
 * a sample far from the image's corner is as precise as one near it.
 */
export interface AxisPositions {
  /** Whole positions, not mirrored yet. */
  readonly whole: Tensor2D;
  /** From 0 to 1; 1 itself for a displacement just below a whole number. */
  readonly fraction: Tensor2D;
}

/** One period of a mirrored axis: after so many pixels it repeats. A reflecting axis of one pixel has none. */
function periodOf(length: number, boundary: Boundary): number {
  return boundary === 'symmetric' ? 2 * length : 2 * (length - 1);
}

/** The whole position of each output row, a `[height, 1]` tensor, and of each output column, `[1, width]`, in a source. */
export function basePositions(
  field: DisplacementField,
  source: Tensor,
  placement: Placement,
): { rows: Tensor2D; columns: Tensor2D } {
  const { height, width } = sizeOf(field.rows);
  const size = sizeOf(source);
  const count = (origin: number, number: number, length: number): Float32Array => {
    // A whole number of periods changes nothing, so that an origin however far away stays exact.
    const period = periodOf(length, placement.boundary);
    const start = period === 0 ? 0 : ((origin % period) + period) % period;
    return Float32Array.from({ length: number }, (_, index) => start + index);
  };
  return {
    rows: tensor2d(count(placement.row, height, size.height), [height, 1]),
    columns: tensor2d(count(placement.column, width, size.width), [1, width]),
  };
}

/** Adds whole positions to displacements without adding them to the fractions. */
export function splitPositions(displacement: Tensor2D, base: Tensor2D): AxisPositions {
  const whole = floor(displacement);
  return { whole: add(whole, base), fraction: sub(displacement, whole) };
}

/** The indices in [0, length) that whole positions show on a mirrored axis, as float32; without meaning where a position is not finite. */
export function mirrorPositions(whole: Tensor2D, length: number, boundary: Boundary): Tensor2D {
  const period = periodOf(length, boundary);
  if (period === 0) return mul(whole, 0);
  const overlap = boundary === 'symmetric' ? 1 : 0;
  // Half a pixel more keeps the quotient away from whole numbers, of which a GPU's division may fall short.
  const periods = floor(div(add(whole, 0.5), period));
  const folded = sub(whole, mul(periods, period));
  const index = minimum(folded, sub(period - overlap, folded)) as Tensor2D;
  // Beyond 2^24 pixels float32 has no single pixels any more; an index outside the source must not come of it.
  return maximum(index, 0);
}

// Up to so many pixels float32, in which webgl holds whole numbers, knows each of them by its number.
const countable = 2 ** 24;

/**
 * The values of a `[height, width, ...]` source at rows and columns, given as whole float32 numbers within it.
 * @param limit pixels that may be numbered one after the other; above it they are found by row and column, which is slower
 */
export function valuesAt<Source extends Tensor>(
  source: Source,
  rows: Tensor2D,
  columns: Tensor2D,
  limit: number = countable,
): Source {
  const { height, width } = sizeOf(source);
  if (height * width <= limit) {
    const pixels = cast(add(mul(rows, width), columns), 'int32');
    return gather(reshape(source, [height * width, ...source.shape.slice(2)]), pixels) as Source;
  }
  // Pairs by sums and not by `stack`, which wasm makes number by number.
  const pairs = add(mul(expandDims(rows, 2), [1, 0]), mul(expandDims(columns, 2), [0, 1]));
  return gatherND(source, cast(pairs, 'int32')) as Source;
}
