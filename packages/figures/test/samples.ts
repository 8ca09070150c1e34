import type { ImageArray, LabelArray, WeightArray } from '@unet/tensor/arrays';

/** A grey image of the given rows of values. */
export function grey(...rows: number[][]): ImageArray {
  return { height: rows.length, width: rows[0]!.length, channels: 1, data: Float32Array.from(rows.flat()) };
}

/** A label of the given rows of classes. */
export function classes(...rows: number[][]): LabelArray {
  return { height: rows.length, width: rows[0]!.length, data: Int32Array.from(rows.flat()) };
}

/** Weights of the given rows of values. */
export function weights(...rows: number[][]): WeightArray {
  return { height: rows.length, width: rows[0]!.length, data: Float32Array.from(rows.flat()) };
}
