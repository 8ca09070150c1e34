import type { Boundary } from '@unet/tensor/arrays';
import { checkBoundary, checkInteger, checkOptions, checkWord, place } from '@unet/tensor/internal';
import type { DisplacementFieldArrays } from './displacement-field.ts';

/** A pixel of an image; it may lie outside. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/** Where and how a warp reads its source, all settled. */
export interface Placement {
  readonly boundary: Boundary;
  readonly row: number;
  readonly column: number;
}

/** What both warps have in common. */
interface WarpOptions<Interpolation> {
  readonly interpolation?: Interpolation;
  readonly boundary?: Boundary;
  readonly origin?: Position;
}

/** Checks the options of a warp and fills in those left out; the first interpolation is the default. */
export function settleWarp<Interpolation extends string>(
  where: string,
  options: WarpOptions<Interpolation>,
  interpolations: readonly [Interpolation, Interpolation],
): Placement & { readonly interpolation: Interpolation } {
  checkOptions(where, options, { interpolation: true, boundary: true, origin: true });
  const { interpolation = interpolations[0], boundary = 'symmetric', origin = { row: 0, column: 0 } } = options;
  checkWord(where, 'interpolation', interpolation, interpolations);
  checkBoundary(where, boundary);
  checkOptions(where, origin, { row: true, column: true }, 'origin');
  checkInteger(where, 'origin.row', origin.row);
  checkInteger(where, 'origin.column', origin.column);
  return { interpolation, boundary, row: origin.row, column: origin.column };
}

/**
 * Throws if a displacement is not finite. Warps call it only for pixels beyond the border, which is where such a displacement
 * leads, so that it costs nothing inside.
 */
export function checkDisplacement(where: string, field: DisplacementFieldArrays, index: number): void {
  if (Number.isFinite(field.rows[index]) && Number.isFinite(field.columns[index])) return;
  throw new RangeError(
    `${where}: field must be finite, got (${field.rows[index]}, ${field.columns[index]}) at ${place(index, field.width)}`,
  );
}
