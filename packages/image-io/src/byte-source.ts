/** The bytes of a file, wherever they lie. */
export interface ByteSource {
  readonly length: number;
  /**
   * Bytes from `offset` on, which must lie within the file. They may be a view of the file's memory: they must not be changed.
   * @throws FileError if they cannot be read
   */
  read(offset: number, count: number): Uint8Array;
}

/** A file that is in memory. */
export function sourceOfBytes(bytes: Uint8Array): ByteSource {
  return {
    length: bytes.length,
    read: (offset, count) => bytes.subarray(offset, offset + count),
  };
}
