/**
 * Spreads samples of 1, 2 or 4 bits, most significant first, over one array element each (PNG 7.2, TIFF 6.0 FillOrder 1).
 * @param from first byte of the packed row
 * @param count samples in the row
 */
export function unpackBits(
  packed: Uint8Array,
  from: number,
  bits: number,
  count: number,
  target: Uint8Array,
  to: number,
): void {
  const perByte = 8 / bits;
  const mask = (1 << bits) - 1;
  for (let index = 0; index < count; index++) {
    const byte = packed[from + Math.floor(index / perByte)]!;
    target[to + index] = (byte >> (8 - bits * ((index % perByte) + 1))) & mask;
  }
}
