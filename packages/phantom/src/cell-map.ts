import type { Random } from '@unet/tensor/arrays';
import { latticeNoise } from './lattice-noise.ts';
import type { Tessellation } from './tessellation.ts';

/** Where each pixel lies in a tessellation. */
export interface CellMap {
  readonly height: number;
  readonly width: number;
  /** Cell of each pixel. */
  readonly cells: Int32Array;
  /** Distance of each pixel to the wall of its cell in pixels, at least 0, rounded off in corners; infinite without a wall. */
  readonly wallDistance: Float64Array;
}

/** Bends of a wall: the distance between control values and the standard deviation of the shift, in cell diameters. */
const bends: readonly { readonly spacing: number; readonly shift: number }[] = [
  { spacing: 1.6, shift: 0.3 },
  { spacing: 0.5, shift: 0.085 },
  { spacing: 0.16, shift: 0.016 },
];

/** A shift stretches and squeezes distances; where it does so by more than this factor, it counts as this factor. */
const greatestStretch = 2;

/**
 * Looks up every pixel in the tessellation after a smooth random shift of its position (domain warping), which makes
 * the straight walls wavy and leaves the topology as it is. Distances are measured in the tessellation and divided by the
 * stretch of the shift across the wall, a first-order estimate of the distance in the slice (Taubin 1994).
 */
export function mapCells(
  tessellation: Tessellation,
  height: number,
  width: number,
  cellDiameter: number,
  random: Random,
): CellMap {
  const shiftX = shiftField(height, width, cellDiameter, random.fork('x'));
  const shiftY = shiftField(height, width, cellDiameter, random.fork('y'));
  const cells = new Int32Array(height * width);
  const wallDistance = new Float64Array(height * width);
  const wall: WallDistance = { distance: 0, x: 0, y: 0 };
  let site = 0;
  for (let row = 0; row < height; row++) {
    // One-sided differences: shifts are smooth over many pixels.
    const below = row + 1 < height ? width : 0;
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      const right = column + 1 < width ? 1 : 0;
      const x = column + 0.5 + shiftX[pixel]!;
      const y = row + 0.5 + shiftY[pixel]!;
      site = tessellation.findSite(x, y, site);
      const cell = tessellation.cellOfSite[site]!;
      measureWall(tessellation.walls[cell]!, x, y, wall);
      const acrossColumns =
        wall.x * (1 + shiftX[pixel + right]! - shiftX[pixel]!) + wall.y * (shiftY[pixel + right]! - shiftY[pixel]!);
      const acrossRows =
        wall.x * (shiftX[pixel + below]! - shiftX[pixel]!) + wall.y * (1 + shiftY[pixel + below]! - shiftY[pixel]!);
      const stretch = Math.sqrt(acrossColumns * acrossColumns + acrossRows * acrossRows);
      cells[pixel] = cell;
      wallDistance[pixel] = wall.distance / Math.min(greatestStretch, Math.max(1 / greatestStretch, stretch));
    }
  }
  return { height, width, cells, wallDistance };
}

function shiftField(height: number, width: number, cellDiameter: number, random: Random): Float64Array {
  const total = new Float64Array(height * width);
  for (const { spacing, shift } of bends) {
    const noise = latticeNoise(height, width, spacing * cellDiameter, random.fork(spacing));
    for (let pixel = 0; pixel < total.length; pixel++) total[pixel]! += shift * cellDiameter * noise.data[pixel]!;
  }
  return total;
}

/** Distance from a wall and its gradient as a unit vector, (1, 0) where there is none. */
interface WallDistance {
  distance: number;
  x: number;
  y: number;
}

/**
 * The distance to the nearest of some segments, as `(sum of distance^-2)^(-1/2)`: near one segment this is its distance,
 * between two it is less, which rounds off the corners of a cell. Only sums, products, quotients and roots, so that labels
 * are the same on every machine. Writes into `result`: it runs once a pixel.
 */
function measureWall(segments: Float64Array, x: number, y: number, result: WallDistance): void {
  let sum = 0;
  let gradientX = 0;
  let gradientY = 0;
  for (let start = 0; start < segments.length; start += 4) {
    const x0 = segments[start]!;
    const y0 = segments[start + 1]!;
    const alongX = segments[start + 2]! - x0;
    const alongY = segments[start + 3]! - y0;
    const squaredLength = alongX * alongX + alongY * alongY;
    let position = squaredLength > 0 ? ((x - x0) * alongX + (y - y0) * alongY) / squaredLength : 0;
    position = Math.min(1, Math.max(0, position));
    const offX = x - x0 - position * alongX;
    const offY = y - y0 - position * alongY;
    const inverse = 1 / (offX * offX + offY * offY);
    sum += inverse;
    gradientX += offX * inverse * inverse;
    gradientY += offY * inverse * inverse;
  }
  const length = Math.sqrt(gradientX * gradientX + gradientY * gradientY);
  const defined = length > 0 && length < Infinity;
  result.distance = 1 / Math.sqrt(sum);
  result.x = defined ? gradientX / length : 1;
  result.y = defined ? gradientY / length : 0;
}
