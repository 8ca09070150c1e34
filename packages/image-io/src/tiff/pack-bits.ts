import { FileError } from '@unet/files';

/** Two bytes become at most 128. */
export const largestPackBitsRatio = 64;

/**
 * Decompresses PackBits (TIFF 6.0 section 9): a byte n from 0 to 127 is followed by n + 1 bytes as they are, one from 129
 * to 255 by a byte that is repeated 257 - n times, 128 means nothing.
 */
export function decodePackBits(bytes: Uint8Array, needed: number, capacity: number): Uint8Array {
  const result = new Uint8Array(capacity);
  let read = 0;
  let written = 0;
  while (written < capacity && read < bytes.length) {
    const head = bytes[read++]!;
    if (head === 128) continue;
    const count = head < 128 ? head + 1 : 257 - head;
    const source = head < 128 ? count : 1;
    if (read + source > bytes.length) throw new FileError('PackBits data is damaged: it ends within a run');
    const end = Math.min(written + count, capacity);
    if (head < 128) result.set(bytes.subarray(read, read + end - written), written);
    else result.fill(bytes[read]!, written, end);
    read += source;
    written = end;
  }
  if (written < needed) throw new FileError(`PackBits data is too short: ${written} of ${needed} bytes`);
  return result.subarray(0, written);
}
