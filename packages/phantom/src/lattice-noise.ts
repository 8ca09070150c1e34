import type { Random } from '@unet/tensor/arrays';

/** A plane of numbers, row by row. */
export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly data: Float64Array;
}

/**
 * Mean of the squared cubic B-spline weights over all positions is 151/315 along one axis, and uniform(-1, 1) has variance 1/3:
 * this factor brings the spline surface to variance 1.
 */
const unitVariance: number = Math.sqrt(3) * (315 / 151);

/**
 * A smooth random surface of mean 0 and variance 1: uniform control values on a square lattice, interpolated by the
 * uniform cubic B-spline (twice continuously differentiable). Nothing but sums, products and roots is used, so that the
 * values are the same on every machine.
 * @param spacing distance of the control values in pixels: features are about twice as large
 */
export function latticeNoise(height: number, width: number, spacing: number, random: Random): Plane {
  const rows = Math.floor((height - 1) / spacing) + 4;
  const columns = Math.floor((width - 1) / spacing) + 4;
  const lattice = new Float64Array(rows * columns);
  for (let index = 0; index < lattice.length; index++) lattice[index] = random.uniform(-unitVariance, unitVariance);
  return splineSurface({ height: rows, width: columns, data: lattice }, height, width, spacing);
}

/**
 * The uniform cubic B-spline surface over control values: pixel (row, column) lies at lattice position
 * `(1 + row / spacing, 1 + column / spacing)`, one lattice row and column in from the corner.
 */
export function splineSurface(lattice: Plane, height: number, width: number, spacing: number): Plane {
  const along = interpolateRows(lattice, width, spacing);
  const data = new Float64Array(height * width);
  for (let row = 0; row < height; row++) {
    const first = Math.floor(row / spacing);
    const [a, b, c, d] = splineWeights(row / spacing - first);
    const source = first * width;
    const target = row * width;
    for (let column = 0; column < width; column++) {
      const from = source + column;
      data[target + column] =
        a * along[from]! + b * along[from + width]! + c * along[from + 2 * width]! + d * along[from + 3 * width]!;
    }
  }
  return { height, width, data };
}

/** Every lattice row drawn out to `width` values. */
function interpolateRows(lattice: Plane, width: number, spacing: number): Float64Array {
  const { height: rows, width: columns, data } = lattice;
  const along = new Float64Array(rows * width);
  for (let column = 0; column < width; column++) {
    const first = Math.floor(column / spacing);
    const [a, b, c, d] = splineWeights(column / spacing - first);
    for (let row = 0; row < rows; row++) {
      const from = row * columns + first;
      along[row * width + column] = a * data[from]! + b * data[from + 1]! + c * data[from + 2]! + d * data[from + 3]!;
    }
  }
  return along;
}

/** Weights of the four control values around a position `t` in [0, 1) past the second of them. */
function splineWeights(t: number): [number, number, number, number] {
  const rest = 1 - t;
  return [
    (rest * rest * rest) / 6,
    (4 - 6 * t * t + 3 * t * t * t) / 6,
    (4 - 6 * rest * rest + 3 * rest * rest * rest) / 6,
    (t * t * t) / 6,
  ];
}
