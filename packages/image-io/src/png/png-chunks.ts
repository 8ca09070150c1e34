import { crc32 } from '@foxglove/crc';
import { FileError } from '@unet/files';

export const pngSignature: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** One chunk of a PNG file: its type (`IHDR`, `IDAT`, ...) and its content, a view into the file. */
export interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/**
 * Walks over the chunks of a PNG file up to and including IEND. Each is yielded when its checksum is right; one that is not needed and has a
 * wrong one is passed over.
 * @throws FileError where the file ends early or the checksum of a needed chunk is wrong
 */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = pngSignature.length;
  for (;;) {
    if (offset + 12 > bytes.length) throw truncated();
    const length = view.getUint32(offset);
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    if (!/^[A-Za-z]{4}$/.test(type)) throw new FileError(`damaged PNG: no chunk at byte ${offset}`);
    const end = offset + 8 + length;
    if (end + 4 > bytes.length) throw truncated();
    const isWhole = crc32(bytes.subarray(offset + 4, end)) === view.getUint32(end);
    // A small first letter marks a chunk without which an image can be read (PNG 5.4).
    if (!isWhole && /^[A-Z]/.test(type)) {
      throw new FileError(`damaged PNG: wrong checksum of chunk ${type} at byte ${offset}`);
    }
    if (isWhole) yield { type, data: bytes.subarray(offset + 8, end) };
    if (type === 'IEND') return;
    offset = end + 4;
  }
}

function truncated(): FileError {
  return new FileError('PNG ends early: the file is truncated');
}
