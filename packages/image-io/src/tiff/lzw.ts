import { FileError } from '@unet/files';

/** The longest string of the table, 4096 bytes at most, by a code of 9 bits at least. */
export const largestLzwRatio: number = Math.ceil((4096 * 8) / 9);

const clearCode = 256;
const endCode = 257;
const firstFree = 258;
const tableSize = 4096;

/**
 * Decompresses TIFF's variant of LZW (TIFF 6.0 section 13): codes of 9 to 12 bits, most significant bit first, that grow one
 * code early. The strings of the table are kept as positions in the output, where each has just been written.
 */
export function decodeLzw(bytes: Uint8Array, needed: number, capacity: number): Uint8Array {
  const result = new Uint8Array(capacity);
  // The string of code c is length[c] bytes of the output from start[c].
  const start = new Uint32Array(tableSize);
  const length = new Uint16Array(tableSize);
  let written = 0;
  let next = firstFree;
  let width = 9;
  let bitAt = 0;
  let previousStart = -1;
  let previousLength = 0;
  while (written < capacity && bitAt + width <= 8 * bytes.length) {
    const code = readCode(bytes, bitAt, width);
    bitAt += width;
    if (code === endCode) break;
    if (code === clearCode) {
      next = firstFree;
      width = 9;
      previousStart = -1;
      continue;
    }
    const begin = written;
    if (code < clearCode) {
      result[written++] = code;
    } else if (previousStart >= 0 && code <= next) {
      // The string of the code about to be made is the previous one and its own first byte.
      const from = code === next ? previousStart : start[code]!;
      const count = code === next ? previousLength + 1 : length[code]!;
      const end = Math.min(written + count, capacity);
      // Byte by byte: source and target may overlap.
      for (let index = from; written < end; index++) result[written++] = result[index]!;
    } else {
      throw new FileError(`LZW data is damaged: unknown code ${code}`);
    }
    if (previousStart >= 0 && next < tableSize) {
      start[next] = previousStart;
      length[next] = previousLength + 1;
      next++;
      // One early: the encoder's table is one entry ahead.
      if (next === (1 << width) - 1 && width < 12) width++;
    }
    previousStart = begin;
    previousLength = written - begin;
  }
  if (written < needed) throw new FileError(`LZW data is too short: ${written} of ${needed} bytes`);
  return result.subarray(0, written);
}

/** The `width` bits from bit `at`; past the end bits are 0. */
function readCode(bytes: Uint8Array, at: number, width: number): number {
  // Not at >>> 3, which wraps at 2^32 bits.
  const index = Math.floor(at / 8);
  const word = (bytes[index]! << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
  return (word >>> (24 - (at & 7) - width)) & ((1 << width) - 1);
}
