import type { Size } from '@unet/tensor/arrays';
import { checkObject, checkWeight } from '@unet/tensor/internal';
import type { DisplacementField } from './displacement-field.ts';

// Apart from the field's own file, since workers load the internal entry, which must not reach TensorFlow.js. Nor may its declarations: programs
// that do not have it are compiled against the /arrays entries of packages that use this one.

/** Throws unless `value` is a whole `DisplacementField` of tensors. Its numbers stay on the device. */
export function checkField(where: string, argument: string, value: { rows: unknown; columns: unknown }): void {
  checkObject(where, argument, value, '{ rows, columns }');
  const { rows, columns } = value as DisplacementField;
  checkWeight(where, `${argument}.rows`, rows);
  checkWeight(where, `${argument}.columns`, columns);
  const [height, width] = rows.shape;
  const [otherHeight, otherWidth] = columns.shape;
  if (height === otherHeight && width === otherWidth) return;
  throw new RangeError(
    `${where}: ${argument}.columns must have the shape of the rows, [${height},${width}], got [${otherHeight},${otherWidth}]`,
  );
}

/** Height and width of a tensor whose first axes these are. */
export function sizeOf(tensor: { readonly shape: readonly number[] }): Size {
  return { height: tensor.shape[0]!, width: tensor.shape[1]! };
}
