/**
 * Undoes predictor 2 in place: each sample is stored as the difference to the same channel of the pixel at the left
 * (TIFF 6.0 section 14). Sums wrap as the element type does. The differences of floats are those of their bits, as libtiff has it.
 */
export function undoDifferences(
  words: Uint8Array | Uint16Array | Uint32Array | BigUint64Array,
  rows: number,
  width: number,
  samples: number,
): void {
  const rowLength = width * samples;
  // What is added are numbers of one kind, which the type of the union does not say.
  const data = words as Uint8Array;
  for (let row = 0; row < rows; row++) {
    const first = row * rowLength;
    for (let index = first + samples; index < first + rowLength; index++) {
      data[index] = data[index]! + data[index - samples]!;
    }
  }
}

/**
 * Undoes predictor 3: a row of floats is stored as all their first bytes, most significant first, then all second ones, and
 * so on, and of that row of bytes the differences (Adobe Photoshop TIFF Technical Note 3). Returns big-endian floats.
 */
export function undoFloatDifferences(
  bytes: Uint8Array,
  rows: number,
  width: number,
  samples: number,
  sampleBytes: number,
): Uint8Array {
  const rowLength = width * samples;
  const rowBytes = rowLength * sampleBytes;
  const sums = bytes.slice(0, rows * rowBytes);
  undoDifferences(sums, rows, width * sampleBytes, samples);
  const result = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    for (let index = 0; index < rowLength; index++) {
      for (let byte = 0; byte < sampleBytes; byte++) {
        result[row * rowBytes + index * sampleBytes + byte] = sums[row * rowBytes + byte * rowLength + index]!;
      }
    }
  }
  return result;
}
