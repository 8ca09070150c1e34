import { checkFinite, checkInteger, checkPositive, checkSwitch } from '@unet/tensor/internal';

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
 */
export function affineMap(motion: Required<AffineMotion>): AffineMap {
  const { flipRows, flipColumns, quarterTurns, scale, shear, rotation, shiftRows, shiftColumns } = motion;
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

/** The names of a motion, for `checkOptions`. */
export const motionNames: Readonly<Record<keyof AffineMotion, true>> = {
  flipRows: true,
  flipColumns: true,
  quarterTurns: true,
  scale: true,
  shear: true,
  rotation: true,
  shiftRows: true,
  shiftColumns: true,
};

/** Checks the values of a motion and fills in those left out. */
export function settleMotion(where: string, motion: AffineMotion): Required<AffineMotion> {
  const { flipRows = false, flipColumns = false, quarterTurns = 0, scale = 1, shear = 0, rotation = 0 } = motion;
  const { shiftRows = 0, shiftColumns = 0 } = motion;
  checkSwitch(where, 'flipRows', flipRows);
  checkSwitch(where, 'flipColumns', flipColumns);
  checkInteger(where, 'quarterTurns', quarterTurns);
  checkPositive(where, 'scale', scale);
  checkFinite(where, 'shear', shear);
  if (Math.abs(shear) >= 90) throw new RangeError(`${where}: shear must be below 90 degrees, got ${shear}`);
  checkFinite(where, 'rotation', rotation);
  checkFinite(where, 'shiftRows', shiftRows);
  checkFinite(where, 'shiftColumns', shiftColumns);
  return { flipRows, flipColumns, quarterTurns, scale, shear, rotation, shiftRows, shiftColumns };
}

/** Whether a motion moves nothing. */
export function isStill(motion: Required<AffineMotion>): boolean {
  const { flipRows, flipColumns, quarterTurns, scale, shear, rotation, shiftRows, shiftColumns } = motion;
  const turned = flipRows || flipColumns || quarterTurns % 4 !== 0 || rotation !== 0;
  return !turned && scale === 1 && shear === 0 && shiftRows === 0 && shiftColumns === 0;
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
