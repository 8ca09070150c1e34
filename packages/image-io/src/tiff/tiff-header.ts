import type { LinkedBytes } from './write-directory.ts';

/** The start of a little-endian file, TIFF or BigTIFF; it links to the first directory. */
export function tiffHeader(big: boolean): LinkedBytes {
  if (!big) return { bytes: Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0), linkAt: 4 };
  // Offsets have 8 bytes.
  return { bytes: Uint8Array.of(0x49, 0x49, 43, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), linkAt: 8 };
}
