import type { RawData } from '../raw-image.ts';

/** Whether typed arrays hold their least significant bytes first. */
export const machineIsLittleEndian: boolean = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The bytes of the samples, least significant first: a view of `data`, or a turned copy on a big-endian machine. */
export function littleEndianBytes(data: RawData): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (machineIsLittleEndian || data.BYTES_PER_ELEMENT === 1) return bytes;
  const turned = bytes.slice();
  for (let at = 0; at < turned.length; at += data.BYTES_PER_ELEMENT) {
    turned.subarray(at, at + data.BYTES_PER_ELEMENT).reverse();
  }
  return turned;
}
