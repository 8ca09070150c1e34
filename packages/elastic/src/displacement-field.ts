import { checkCount, checkObject, describe } from '@unet/tensor/internal';

/**
 * Where every pixel of a warped image comes from: output pixel (row, column) samples the source at
 * (row + rows[i], column + columns[i]) with i = row * width + column. Displacements are in pixels; pixel centres lie at whole
 * coordinates; positive values point down and to the right.
 */
export interface DisplacementFieldArrays {
  readonly height: number;
  readonly width: number;
  /** `height * width` vertical displacements, row by row. */
  readonly rows: Float32Array;
  /** `height * width` horizontal displacements, row by row. */
  readonly columns: Float32Array;
}

/**
 * Throws unless `value` is a whole {@link DisplacementFieldArrays}. Its numbers are not read: a displacement that is not finite is
 * reported by the warp that meets it.
 */
export function checkFieldArrays(where: string, argument: string, value: DisplacementFieldArrays): void {
  checkObject(where, argument, value, '{ height, width, rows, columns }');
  for (const axis of ['rows', 'columns'] as const) {
    if (!(value[axis] instanceof Float32Array)) {
      throw new TypeError(`${where}: ${argument}.${axis} must be a Float32Array, got ${describe(value[axis])}`);
    }
  }
  checkCount(where, `${argument}.height`, value.height);
  checkCount(where, `${argument}.width`, value.width);
  const length = value.height * value.width;
  for (const axis of ['rows', 'columns'] as const) {
    if (value[axis].length !== length) {
      throw new RangeError(`${where}: ${argument}.${axis} must hold ${length} values, got ${value[axis].length}`);
    }
  }
}
