import type { DisplacementFieldArrays } from '@unet/elastic/arrays';
import type { Point } from './svg/shapes.ts';

/** A line of the grid as [column, row] positions; pixel centres lie at whole numbers plus a half. */
export type GridLine = readonly Point[];

/**
 * Straight lines every `spacing` pixels, about the centre of an image, as points about 4 px apart. They go on beyond the image, so that
 * there are lines up to its border after they were deformed too.
 */
export function straightGrid(height: number, width: number, spacing: number): GridLine[] {
  const downwards = along(height, spacing);
  const across = along(width, spacing);
  const upright = gridPositions(width, spacing).map((x) => downwards.map((y): Point => [x, y]));
  const level = gridPositions(height, spacing).map((y) => across.map((x): Point => [x, y]));
  return [...upright, ...level];
}

/** How many lines there are beyond each side of the image. */
const beyond = 3;

/**
 * Where the lines of a grid on the source lie in the deformed image. The field says where each pixel comes from; here the opposite is
 * needed: the p with p + d(p) = s. It is found by iterating p <- p - A^-1 (p + d(p) - s), where A is the affine map nearest to
 * p + d(p): quarter turns, flips and rotations are then exact in one step, and the elastic rest converges while it does not fold.
 */
export function deformGrid(lines: readonly GridLine[], field: DisplacementFieldArrays): GridLine[] {
  const affine = affinePart(field);
  const inverse = invert(affine);
  return lines.map((line) => line.map((point) => deformed(point, field, affine, inverse)));
}

/** Each step halves the error, or better, while no slope of the elastic rest is above 0.5: 16 bring 500 px under 0.01. */
const steps = 16;

function deformed([x, y]: Point, field: DisplacementFieldArrays, affine: Matrix, inverse: Matrix): Point {
  const { height, width } = field;
  let atX = width / 2;
  let atY = height / 2;
  for (let step = 0; step < steps; step++) {
    // Beyond the outermost pixel centres the affine map goes on, with the elastic rest as it is there.
    const insideX = Math.min(width - 0.5, Math.max(0.5, atX));
    const insideY = Math.min(height - 0.5, Math.max(0.5, atY));
    const [beyondX, beyondY] = [atX - insideX, atY - insideY];
    const sourceX =
      insideX + sample(field.columns, field, insideX, insideY) + affine.xx * beyondX + affine.xy * beyondY;
    const sourceY = insideY + sample(field.rows, field, insideX, insideY) + affine.yx * beyondX + affine.yy * beyondY;
    const [missX, missY] = [sourceX - x, sourceY - y];
    atX -= inverse.xx * missX + inverse.xy * missY;
    atY -= inverse.yx * missX + inverse.yy * missY;
  }
  return [atX, atY];
}

/** [x', y'] = [xx x + xy y, yx x + yy y] */
interface Matrix {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
}

/** The linear part of the affine map that is nearest to p + d(p) in the sense of least squares, over all pixel centres. */
function affinePart({ height, width, rows, columns }: DisplacementFieldArrays): Matrix {
  const sums = { xx: 0, xy: 0, yx: 0, yy: 0 };
  let squaresX = 0;
  let squaresY = 0;
  for (let row = 0; row < height; row++) {
    const y = row - (height - 1) / 2;
    for (let column = 0; column < width; column++) {
      const x = column - (width - 1) / 2;
      const index = row * width + column;
      sums.xx += x * columns[index]!;
      sums.xy += y * columns[index]!;
      sums.yx += x * rows[index]!;
      sums.yy += y * rows[index]!;
      squaresX += x * x;
      squaresY += y * y;
    }
  }
  // Along an axis of one pixel there is no slope.
  const slope = (sum: number, squares: number): number => (squares === 0 ? 0 : sum / squares);
  return {
    xx: 1 + slope(sums.xx, squaresX),
    xy: slope(sums.xy, squaresY),
    yx: slope(sums.yx, squaresX),
    yy: 1 + slope(sums.yy, squaresY),
  };
}

function invert({ xx, xy, yx, yy }: Matrix): Matrix {
  const determinant = xx * yy - xy * yx;
  return { xx: yy / determinant, xy: -xy / determinant, yx: -yx / determinant, yy: xx / determinant };
}

/** The field between pixel centres, bilinear. */
function sample(values: Float32Array, { height, width }: DisplacementFieldArrays, x: number, y: number): number {
  const column = x - 0.5;
  const row = y - 0.5;
  const left = Math.min(width - 1, Math.floor(column));
  const top = Math.min(height - 1, Math.floor(row));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const shareX = column - left;
  const shareY = row - top;
  const upper = values[top * width + left]! * (1 - shareX) + values[top * width + right]! * shareX;
  const lower = values[bottom * width + left]! * (1 - shareX) + values[bottom * width + right]! * shareX;
  return upper * (1 - shareY) + lower * shareY;
}

function gridPositions(length: number, spacing: number): number[] {
  const count = Math.max(1, Math.floor(length / spacing)) + 2 * beyond;
  const first = (length - (count - 1) * spacing) / 2;
  return Array.from({ length: count }, (_, index) => first + index * spacing);
}

function along(length: number, spacing: number): number[] {
  const start = -beyond * spacing;
  const whole = length - 2 * start;
  const pieces = Math.ceil(whole / 4);
  return Array.from({ length: pieces + 1 }, (_, index) => start + (index * whole) / pieces);
}
