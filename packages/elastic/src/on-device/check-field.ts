import type { Size } from '@unet/tensor';
import { checkObject, checkWeight } from '@unet/tensor/internal';
import type { DisplacementField } from './displacement-field.ts';

// Apart from the field's own file, since workers load the internal entry, which must not reach TensorFlow.js.

/** Throws unless `value` is a whole {@link DisplacementField}. Its numbers stay on the device. */
export function checkField(where: string, argument: string, value: DisplacementField): void {
  checkObject(where, argument, value, '{ rows, columns }');
  checkWeight(where, `${argument}.rows`, value.rows);
  checkWeight(where, `${argument}.columns`, value.columns);
  const [height, width] = value.rows.shape;
  const [otherHeight, otherWidth] = value.columns.shape;
  if (height === otherHeight && width === otherWidth) return;
  throw new RangeError(
    `${where}: ${argument}.columns must have the shape of the rows, [${height},${width}], got [${otherHeight},${otherWidth}]`,
  );
}

/** Height and width of a tensor whose first axes these are. */
export function sizeOf(tensor: { readonly shape: readonly number[] }): Size {
  return { height: tensor.shape[0]!, width: tensor.shape[1]! };
}
