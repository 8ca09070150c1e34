/**
 * Spreads samples of 1 to 16 bits, most significant first, over one array element each (PNG 7.2, TIFF 6.0 FillOrder 1).
 * @param from first byte of the packed row
 * @param count samples in the row
 */
export function unpackBits(
  packed: Uint8Array,
  from: number,
  bits: number,
  count: number,
  target: Uint8Array | Uint16Array,
  to: number,
): void {
  const mask = (1 << bits) - 1;
  // Bits that were read and not yet given out, the next one highest.
  let held = 0;
  let left = 0;
  let at = from;
  for (let index = 0; index < count; index++) {
    while (left < bits) {
      held = ((held << 8) | packed[at++]!) & 0xffffff;
      left += 8;
    }
    left -= bits;
    target[to + index] = (held >> left) & mask;
  }
}
