/** A tag with its values. */
export interface TiffTag {
  readonly tag: number;
  /** 16, 32 or 64 bits, unsigned; the last in a BigTIFF alone. */
  readonly type: 'short' | 'long' | 'long8';
  readonly values: readonly number[];
}

/** Bytes of a file that hold the offset of the next directory. */
export interface LinkedBytes {
  readonly bytes: Uint8Array;
  /** Index within the bytes of that offset: 32 bits, or 64 in a BigTIFF. It is 0 as long as none follows. */
  readonly linkAt: number;
}

const types = { short: { code: 3, bytes: 2 }, long: { code: 4, bytes: 4 }, long8: { code: 16, bytes: 8 } } as const;

/**
 * Writes the directory of one page (TIFF 6.0 section 2, little-endian), longer values behind the entries. In a BigTIFF counts and offsets
 * have 64 bits.
 * @param tags in ascending order
 * @param offset where in the file the directory will stand, an even number
 */
export function writeDirectory(tags: readonly TiffTag[], offset: number, big: boolean): LinkedBytes {
  const [countBytes, entryBytes, offsetBytes] = big ? [8, 20, 8] : [2, 12, 4];
  const linkAt = countBytes + entryBytes * tags.length;
  const extra = tags.map(({ type, values }) => {
    const length = types[type].bytes * values.length;
    return length > offsetBytes ? length + (length % 2) : 0;
  });
  const bytes = new Uint8Array(linkAt + offsetBytes + extra.reduce((sum, length) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  const write = (at: number, width: number, value: number): void => {
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
  };
  write(0, countBytes, tags.length);
  let free = linkAt + offsetBytes;
  for (const [index, { tag, type, values }] of tags.entries()) {
    const entry = countBytes + entryBytes * index;
    write(entry, 2, tag);
    write(entry + 2, 2, types[type].code);
    write(entry + 4, offsetBytes, values.length);
    let at = entry + 4 + offsetBytes;
    if (extra[index]! > 0) {
      write(at, offsetBytes, offset + free);
      at = free;
      free += extra[index]!;
    }
    const { bytes: width } = types[type];
    for (const [position, value] of values.entries()) write(at + width * position, width, value);
  }
  return { bytes, linkAt };
}
