import { convolveAcross } from './convolve-across.ts';
import { convolveAlong } from './convolve-along.ts';

/** The Gaussian that smooths noise into a displacement field, and the size of the plane. */
export interface SmoothNoiseOptions {
  readonly height: number;
  readonly width: number;
  /** Standard deviation of the Gaussian in pixels. */
  readonly sigma: number;
  /** Side of the square kernel in pixels, odd. */
  readonly kernelSize: number;
}

/**
 * Convolves a plane with a truncated Gaussian whose kernel is centred and sums to 1; beyond the border the plane is zero. The
 * same as `scipy.signal.convolve2d(noise, kernel, mode='same')`, but separably: down the columns, then along the rows. Unchecked.
 * @param noise `height * width` values, row by row; left as it is
 * @returns `height * width` new values
 */
export function smoothNoise(noise: Float32Array, options: SmoothNoiseOptions): Float32Array {
  const { height, width, sigma, kernelSize } = options;
  return smooth(noise, height, width, halfKernel(sigma, kernelSize));
}

function smooth(noise: Float32Array, height: number, width: number, half: Float64Array): Float32Array {
  const radius = half.length - 1;
  // Doubles between the passes: V8 computes in doubles, and conversions would cost more than the memory.
  // One row more below, since rows are taken by twos.
  const padded = new Float64Array((height + 2 * radius + 1) * width);
  padded.set(noise, radius * width);
  const upper = new Float64Array(width + 2 * radius);
  const lower = new Float64Array(width + 2 * radius);
  const sums = new Float64Array(width);
  const result = new Float32Array(height * width);
  for (let row = 0; row < height; row += 2) {
    convolveAcross(padded, row + radius, width, half, upper, lower, radius);
    convolveAlong(upper, half, sums);
    result.set(sums, row * width);
    if (row + 1 === height) break;
    convolveAlong(lower, half, sums);
    result.set(sums, (row + 1) * width);
  }
  return result;
}

/** A Gaussian from its centre outwards; the whole of it, both sides, sums to 1. Zeros complete its last group of four taps. */
function halfKernel(sigma: number, kernelSize: number): Float64Array {
  const radius = (kernelSize - 1) / 2;
  const half = new Float64Array(4 * Math.ceil(radius / 4) + 1);
  for (let offset = 0; offset <= radius; offset++) half[offset] = Math.exp(-0.5 * (offset / sigma) ** 2);
  const sum = 2 * half.reduce((total, value) => total + value, 0) - half[0]!;
  return half.map((value) => value / sum);
}

/** The same Gaussian from end to end: `kernelSize` values. */
export function fullKernel(sigma: number, kernelSize: number): Float32Array {
  const half = halfKernel(sigma, kernelSize);
  const radius = (kernelSize - 1) / 2;
  return Float32Array.from({ length: kernelSize }, (_, tap) => half[Math.abs(tap - radius)]!);
}
