import { type DisplacementFieldArrays, type WarpLabelOptions, warpLabel } from '@unet/elastic/arrays';
import type { LabelArray } from '@unet/tensor/arrays';

/**
 * Marks with 1 the samples that lie near a tie: within `reach` pixels, down or to the right, of a position that takes another class.
 * There float32 may decide otherwise than doubles.
 */
export function nearTies(
  label: LabelArray,
  field: DisplacementFieldArrays,
  options: WarpLabelOptions,
  reach = 1e-3,
): Uint8Array {
  const classes = warpLabel(label, field, options).data;
  const near = new Uint8Array(classes.length);
  for (const down of [-reach, 0, reach]) {
    for (const right of [-reach, 0, reach]) {
      const rows = field.rows.map((value) => value + down);
      const columns = field.columns.map((value) => value + right);
      const { data } = warpLabel(label, { ...field, rows, columns }, options);
      for (let index = 0; index < data.length; index++) if (data[index] !== classes[index]) near[index] = 1;
    }
  }
  return near;
}
