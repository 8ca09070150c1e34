import { FileError } from '@unet/files';

/**
 * Undoes the row filters of one pass in place (PNG 9.2).
 * @param data rows of one filter byte and `rowBytes` bytes each
 * @param start index of the pass's first filter byte
 * @param pixelBytes distance to the byte at the left, at least 1
 */
export function unfilter(data: Uint8Array, start: number, rows: number, rowBytes: number, pixelBytes: number): void {
  for (let row = 0; row < rows; row++) {
    const first = start + row * (rowBytes + 1) + 1;
    const above = row === 0 ? -1 : first - rowBytes - 1;
    const filter = data[first - 1]!;
    if (filter > 4) throw new FileError(`damaged PNG: unknown row filter ${filter}`);
    if (filter === 1) undoSub(data, first, rowBytes, pixelBytes);
    if (filter === 2 && above >= 0) undoUp(data, first, above, rowBytes);
    if (filter === 3) undoAverage(data, first, above, rowBytes, pixelBytes);
    if (filter === 4) undoPaeth(data, first, above, rowBytes, pixelBytes);
  }
}

// In all of these `above` is -1 in the first row, where the row above counts as zero, as do the bytes left of the first pixel.

function undoSub(data: Uint8Array, first: number, rowBytes: number, pixelBytes: number): void {
  for (let index = first + pixelBytes; index < first + rowBytes; index++) {
    data[index] = data[index]! + data[index - pixelBytes]!;
  }
}

function undoUp(data: Uint8Array, first: number, above: number, rowBytes: number): void {
  for (let index = 0; index < rowBytes; index++) {
    data[first + index] = data[first + index]! + data[above + index]!;
  }
}

function undoAverage(data: Uint8Array, first: number, above: number, rowBytes: number, pixelBytes: number): void {
  for (let index = 0; index < rowBytes; index++) {
    const left = index < pixelBytes ? 0 : data[first + index - pixelBytes]!;
    const up = above < 0 ? 0 : data[above + index]!;
    data[first + index] = data[first + index]! + ((left + up) >> 1);
  }
}

function undoPaeth(data: Uint8Array, first: number, above: number, rowBytes: number, pixelBytes: number): void {
  for (let index = 0; index < rowBytes; index++) {
    const left = index < pixelBytes ? 0 : data[first + index - pixelBytes]!;
    const up = above < 0 ? 0 : data[above + index]!;
    const upLeft = above < 0 || index < pixelBytes ? 0 : data[above + index - pixelBytes]!;
    data[first + index] = data[first + index]! + paethPredictor(left, up, upLeft);
  }
}

/** Whichever of the three neighbours is nearest to left + up - upLeft; ties go to left, then up (PNG 9.4). */
export function paethPredictor(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
