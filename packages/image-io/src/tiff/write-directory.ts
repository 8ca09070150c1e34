/** A tag with its values. */
export interface TiffTag {
  readonly tag: number;
  readonly type: 'short' | 'long';
  readonly values: readonly number[];
}

const types = { short: { code: 3, bytes: 2 }, long: { code: 4, bytes: 4 } } as const;

/**
 * Writes the directory of one page (TIFF 6.0 section 2, little-endian), longer values behind the entries.
 * @param tags in ascending order
 * @param offset where in the file the directory will stand, an even number
 * @returns the bytes, and the index within them of the offset of the next directory, which is 0 yet
 */
export function writeDirectory(tags: readonly TiffTag[], offset: number): { bytes: Uint8Array; linkAt: number } {
  const linkAt = 2 + 12 * tags.length;
  const extra = tags.map(({ type, values }) => {
    const length = types[type].bytes * values.length;
    return length > 4 ? length + (length % 2) : 0;
  });
  const bytes = new Uint8Array(linkAt + 4 + extra.reduce((sum, length) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tags.length, true);
  let free = linkAt + 4;
  for (const [index, { tag, type, values }] of tags.entries()) {
    const entry = 2 + 12 * index;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, types[type].code, true);
    view.setUint32(entry + 4, values.length, true);
    let at = entry + 8;
    if (extra[index]! > 0) {
      view.setUint32(at, offset + free, true);
      at = free;
      free += extra[index]!;
    }
    for (const [position, value] of values.entries()) {
      if (type === 'short') view.setUint16(at + 2 * position, value, true);
      else view.setUint32(at + 4 * position, value, true);
    }
  }
  return { bytes, linkAt };
}
