import { describe } from '@unet/tensor/arrays';
import { checkOptions, checkWord } from './checks.ts';
import type { DisplacementField } from './displacement-field.ts';
import type { Boundary } from './mirror.ts';

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

/** Fills in and checks the options that all warps share. */
export function checkPlacement(
  where: string,
  options: { readonly boundary?: Boundary; readonly origin?: Position },
): Placement {
  checkOptions(where, 'options', options);
  const { boundary = 'symmetric', origin = { row: 0, column: 0 } } = options;
  checkWord(where, 'boundary', boundary, ['symmetric', 'reflect']);
  checkOptions(where, 'origin', origin);
  for (const axis of ['row', 'column'] as const) {
    if (!Number.isSafeInteger(origin[axis])) {
      throw new RangeError(`${where}: origin.${axis} must be an integer, got ${describe(origin[axis])}`);
    }
  }
  return { boundary, row: origin.row, column: origin.column };
}

/**
 * Throws if a displacement is not finite. Warps call it only for pixels beyond the border, which is where such a displacement
 * leads, so that it costs nothing inside.
 */
export function checkDisplacement(where: string, field: DisplacementField, index: number): void {
  if (Number.isFinite(field.rows[index]) && Number.isFinite(field.columns[index])) return;
  throw new RangeError(
    `${where}: field must be finite, got (${field.rows[index]}, ${field.columns[index]}) ` +
      `at row ${Math.floor(index / field.width)}, column ${index % field.width}`,
  );
}
