/**
 * How many rows of its output a convolution should compute at a time where the backend first writes out its input once for each tap of
 * the filter.
 * @param filterShape `[rows, columns, in, out]`
 * @param outputShape `[batch, height, width, ...]`
 * @param largest most float32 values that are written out at once; a single row may take more
 * @returns in [1, height]; bands of so many rows are of about equal size
 */
export function rowsPerBand(
  [rows, columns, inputs]: readonly number[],
  [batch, height, width]: readonly number[],
  largest: number,
): number {
  // A 1 x 1 convolution is a matrix product of its input as it stands.
  if (rows! * columns! === 1) return height!;
  const rowsAtOnce = Math.max(1, Math.floor(largest / (rows! * columns! * inputs! * batch! * width!)));
  const bands = Math.ceil(height! / rowsAtOnce);
  return Math.ceil(height! / bands);
}
