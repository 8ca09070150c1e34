import { crc32 } from '@foxglove/crc';

/** A PNG file of any chunks, with right checksums. */
export function pngFile(chunks: readonly [type: string, data: ArrayLike<number>][]): Uint8Array {
  const bytes = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  for (const [type, data] of chunks) {
    const content = Uint8Array.of(...Array.from(type, (letter) => letter.charCodeAt(0)), ...Array.from(data));
    bytes.push(...bigEndian(data.length), ...content, ...bigEndian(crc32(content)));
  }
  return Uint8Array.from(bytes);
}

/** The content of IHDR. */
export function pngHeader(
  width: number,
  height: number,
  bitDepth: number,
  colourType: number,
  interlace = 0,
): number[] {
  return [...bigEndian(width), ...bigEndian(height), bitDepth, colourType, 0, 0, interlace];
}

function bigEndian(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

export type Tag = [tag: number, values: number[]];

/** A little-endian TIFF file of one page: `data` at byte 8, then the directory of tags of 32-bit integers; tags without values are left out. */
export function tiffFile(tags: readonly Tag[], data: Uint8Array): Uint8Array {
  const sorted = tags.filter(([, values]) => values.length > 0).sort(([a], [b]) => a - b);
  const directory = 8 + data.length + (data.length % 2);
  let free = directory + 2 + 12 * sorted.length + 4;
  const total = sorted.reduce((sum, [, values]) => sum + (values.length > 1 ? 4 * values.length : 0), free);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, directory, true);
  bytes.set(data, 8);
  view.setUint16(directory, sorted.length, true);
  for (const [index, [tag, values]] of sorted.entries()) {
    const entry = directory + 2 + 12 * index;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, 4, true);
    view.setUint32(entry + 4, values.length, true);
    const at = values.length > 1 ? free : entry + 8;
    if (values.length > 1) {
      view.setUint32(entry + 8, free, true);
      free += 4 * values.length;
    }
    for (const [position, value] of values.entries()) view.setUint32(at + 4 * position, value, true);
  }
  return bytes;
}
