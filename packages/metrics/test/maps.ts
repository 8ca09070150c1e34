import type { ImageArray, LabelArray } from '@unet/tensor/arrays';

/** A label drawn in text: one line a row, digits for labels, `.` for 0. */
export function label(...rows: string[]): LabelArray {
  const digits = rows.flatMap((row) => [...row].map((digit) => (digit === '.' ? 0 : Number(digit))));
  return { height: rows.length, width: rows[0]!.length, data: Int32Array.from(digits) };
}

/** An image of one channel. */
export function probability(height: number, width: number, ...values: number[]): ImageArray {
  return { height, width, channels: 1, data: Float32Array.from(values) };
}

/** The class map as sure probabilities. */
export function sure({ height, width, data }: LabelArray): ImageArray {
  return { height, width, channels: 1, data: Float32Array.from(data, (value) => (value === 0 ? 0 : 1)) };
}
