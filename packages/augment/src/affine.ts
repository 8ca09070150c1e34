import { describe } from '@unet/tensor/arrays';

/** An affine motion of the content about the centre of a window; what is left out does nothing. */
export interface AffineMotion {
  /** Turn upside down. Default false. */
  readonly flipRows?: boolean;
  /** Mirror left and right. Default false. */
  readonly flipColumns?: boolean;
  /** Quarter turns counterclockwise, any integer. Default 0. */
  readonly quarterTurns?: number;
  /** Factor of enlargement, > 0. Default 1. */
  readonly scale?: number;
  /** Angle in degrees, below 90 on either side, by which vertical lines lean: the content moves right by tan(shear) per row down. */
  readonly shear?: number;
  /** Degrees counterclockwise, as seen with row 0 at the top. Default 0. */
  readonly rotation?: number;
  /** Pixels down. Default 0. */
  readonly shiftRows?: number;
  /** Pixels to the right. Default 0. */
  readonly shiftColumns?: number;
}

/**
 * A map from output to source about the centre: the source of (row, column) is
 * (rowRow * row + rowColumn * column + row0, columnRow * row + columnColumn * column + column0), all relative to the centre.
 */
export interface AffineMap {
  readonly rowRow: number;
  readonly rowColumn: number;
  readonly columnRow: number;
  readonly columnColumn: number;
  readonly row0: number;
  readonly column0: number;
}

// Sine and cosine of whole quarter turns, exact where Math.cos(Math.PI / 2) is not.
const quarterSine = [0, 1, 0, -1] as const;
const quarterCosine = [1, 0, -1, 0] as const;

/**
 * The output-to-source map of a motion. The content is flipped, turned by quarters, scaled, sheared, rotated and shifted, in this
 * order; sampling goes the other way, so that the map undoes the shift first and the flips last.
 * @throws RangeError naming `where` for a number that cannot be
 */
export function affineMap(where: string, motion: AffineMotion): AffineMap {
  const { flipRows = false, flipColumns = false, quarterTurns = 0, scale = 1, shear = 0, rotation = 0 } = motion;
  const { shiftRows = 0, shiftColumns = 0 } = motion;
  for (const [name, value] of Object.entries({ scale, shear, rotation, shiftRows, shiftColumns })) {
    if (!Number.isFinite(value))
      throw new RangeError(`${where}: ${name} must be a finite number, got ${describe(value)}`);
  }
  if (scale <= 0) throw new RangeError(`${where}: scale must be > 0, got ${scale}`);
  if (Math.abs(shear) >= 90) throw new RangeError(`${where}: shear must be below 90 degrees, got ${shear}`);
  if (!Number.isInteger(quarterTurns)) {
    throw new RangeError(`${where}: quarterTurns must be an integer, got ${describe(quarterTurns)}`);
  }
  const quarter = ((quarterTurns % 4) + 4) % 4;
  const slope = Math.tan(radians(shear));
  // Applied to an output position from right to left.
  const linear = [
    [flipRows ? -1 : 1, 0, 0, flipColumns ? -1 : 1],
    undoTurn(quarterCosine[quarter]!, quarterSine[quarter]!),
    [1 / scale, 0, 0, 1 / scale],
    [1, 0, -slope, 1],
    undoTurn(Math.cos(radians(rotation)), Math.sin(radians(rotation))),
  ].reduce(multiply);
  const [rowRow, rowColumn, columnRow, columnColumn] = linear as [number, number, number, number];
  return {
    rowRow,
    rowColumn,
    columnRow,
    columnColumn,
    row0: -(rowRow * shiftRows + rowColumn * shiftColumns),
    column0: -(columnRow * shiftRows + columnColumn * shiftColumns),
  };
}

/** Degrees to radians. */
function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** From the output of a counterclockwise turn to its source, [row, column] before [row, column]. */
function undoTurn(cosine: number, sine: number): number[] {
  return [cosine, sine, -sine, cosine];
}

/** The product of two 2 x 2 matrices, row by row. */
function multiply(left: number[], right: number[]): number[] {
  const [a, b, c, d] = left as [number, number, number, number];
  const [e, f, g, h] = right as [number, number, number, number];
  return [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
}
