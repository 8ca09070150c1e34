import type { Boundary } from '@unet/tensor/arrays';
import { mirror } from '@unet/tensor/internal';

// The one pole of the inverse of the sampled cubic B-spline (1/6, 4/6, 1/6), and the gain that goes with it.
export const pole: number = Math.sqrt(3) - 2;
const gain = 6;
// The pole to this power is below the rounding of a double: terms beyond it change nothing.
const horizon = 28;

/**
 * The coefficients of the cubic B-spline that passes through the samples, one recursion forwards and one backwards along each
 * axis (Unser, Aldroubi and Eden 1993, "B-spline signal processing", part II, section II; Unser 1999, box 2). Mirroring the
 * samples mirrors the coefficients, so that a boundary asks for starting values alone.
 * @param samples `height * width * channels` values, channels last; left as they are
 */
export function splineCoefficients(
  samples: Float32Array | Float64Array,
  height: number,
  width: number,
  channels: number,
  boundary: Boundary,
): Float64Array {
  const coefficients = new Float64Array(samples);
  filterAxis(coefficients, 0, height, width * channels, boundary);
  for (let row = 0; row < height; row++) {
    filterAxis(coefficients, row * width * channels, width, channels, boundary);
  }
  return coefficients;
}

/** Writes the weights of the four coefficients about a position `fraction` beyond the second of them. */
export function splineWeights(fraction: number, weights: Float64Array, start: number): void {
  const rest = 1 - fraction;
  weights[start] = (rest * rest * rest) / 6;
  weights[start + 1] = 2 / 3 - 0.5 * fraction * fraction * (2 - fraction);
  weights[start + 2] = 2 / 3 - 0.5 * rest * rest * (2 - rest);
  weights[start + 3] = (fraction * fraction * fraction) / 6;
}

/** Filters `length` lines of `size` neighbouring values in place, across the lines: line k is at `start + k * size`. */
function filterAxis(values: Float64Array, start: number, length: number, size: number, boundary: Boundary): void {
  // A reflecting axis of one sample is constant: the coefficient is the sample.
  if (length === 1 && boundary === 'reflect') return;
  const lastLine = start + (length - 1) * size;
  for (let i = start; i < start + size; i++) values[i] = causalStart(values, i, length, size, boundary);
  for (let line = start + size; line <= lastLine; line += size) {
    for (let i = line; i < line + size; i++) values[i] = values[i]! + pole * values[i - size]!;
  }
  for (let i = lastLine; i < lastLine + size; i++) {
    values[i] =
      boundary === 'symmetric'
        ? (gain * pole * values[i]!) / (pole - 1)
        : (gain * pole * (values[i]! + pole * values[i - size]!)) / (pole * pole - 1);
  }
  for (let line = lastLine - size; line >= start; line -= size) {
    for (let i = line; i < line + size; i++) values[i] = pole * (values[i + size]! - gain * values[i]!);
  }
}

/** The forward recursion at the first sample, as if it had run over the mirror images before it. */
function causalStart(values: Float64Array, first: number, length: number, size: number, boundary: Boundary): number {
  let sum = values[first]!;
  let power = pole;
  for (let back = 1; back <= horizon; back++) {
    sum += power * values[first + mirror(-back, length, boundary) * size]!;
    power *= pole;
  }
  return sum;
}
