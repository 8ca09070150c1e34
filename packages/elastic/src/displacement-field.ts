import { describe } from '@unet/tensor/arrays';

/**
 * Where every pixel of a warped image comes from: output pixel (row, column) samples the source at
 * (row + rows[i], column + columns[i]) with i = row * width + column. Displacements are in pixels; pixel centres lie at whole
 * coordinates; positive values point down and to the right.
 */
export interface DisplacementField {
  readonly height: number;
  readonly width: number;
  /** `height * width` vertical displacements, row by row. */
  readonly rows: Float32Array;
  /** `height * width` horizontal displacements, row by row. */
  readonly columns: Float32Array;
}

/**
 * Throws unless `value` is a whole {@link DisplacementField}. Its numbers are not read: a displacement that is not finite is
 * reported by the warp that meets it.
 */
export function checkField(where: string, argument: string, value: DisplacementField): void {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${where}: ${argument} must be { height, width, rows, columns }, got ${describe(value)}`);
  }
  for (const side of ['height', 'width'] as const) {
    if (!Number.isInteger(value[side]) || value[side] < 1) {
      throw new RangeError(`${where}: ${argument}.${side} must be a positive integer, got ${describe(value[side])}`);
    }
  }
  const length = value.height * value.width;
  for (const axis of ['rows', 'columns'] as const) {
    if (!(value[axis] instanceof Float32Array)) {
      throw new TypeError(`${where}: ${argument}.${axis} must be a Float32Array, got ${describe(value[axis])}`);
    }
    if (value[axis].length !== length) {
      throw new RangeError(`${where}: ${argument}.${axis} must hold ${length} values, got ${value[axis].length}`);
    }
  }
}
