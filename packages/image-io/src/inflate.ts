import { FileError, reasonOf } from '@unet/files';
import { Unzlib, unzlibSync } from 'fflate';
import { Decompress } from 'fzstd';

/** No deflate stream expands by more: 258 bytes from two bits, rounded up (zlib technical details, "maximum expansion factor"). */
export const largestDeflateRatio = 1032;

/** A Zstandard block of 4 bytes can stand for one byte 128 KiB times (RFC 8878 section 3.1.1.2). */
export const largestZstandardRatio: number = 2 ** 15;

/** Compressed bytes that are taken at a time: they become 64 MiB at most, which is done in a moment. */
const deflatePiece = 2 ** 16;
const zstandardPiece = 2 ** 11;

/**
 * Decompresses a zlib stream (RFC 1950) into exactly `capacity` bytes at most. What goes beyond is not decompressed, so that a small
 * file can claim neither memory nor time.
 * @param needed fewer bytes than this are an error
 */
export function inflate(bytes: Uint8Array, needed: number, capacity: number = needed): Uint8Array {
  return atLeast(needed, () =>
    bytes.length <= deflatePiece
      ? unzlibSync(bytes, { out: new Uint8Array(capacity) })
      : inPieces(bytes, deflatePiece, capacity, (take) => new Unzlib(take)),
  );
}

/** The same of a Zstandard stream (RFC 8878). */
export function decompressZstandard(bytes: Uint8Array, needed: number, capacity: number = needed): Uint8Array {
  return atLeast(needed, () => inPieces(bytes, zstandardPiece, capacity, (take) => new Decompress(take)));
}

function atLeast(needed: number, decompress: () => Uint8Array): Uint8Array {
  let result: Uint8Array;
  try {
    result = decompress();
  } catch (error) {
    throw new FileError(`compressed data is damaged: ${reasonOf(error)}`, { cause: error });
  }
  if (result.length < needed) {
    throw new FileError(`compressed data is too short: ${result.length} of ${needed} bytes`);
  }
  return result;
}

/** What takes a stream piece by piece. */
interface Decompressor {
  push(piece: Uint8Array, final: boolean): void;
}

function inPieces(
  bytes: Uint8Array,
  pieceBytes: number,
  capacity: number,
  start: (take: (piece: Uint8Array) => void) => Decompressor,
): Uint8Array {
  const result = new Uint8Array(capacity);
  let written = 0;
  const stream = start((piece) => {
    const wanted = piece.subarray(0, capacity - written);
    result.set(wanted, written);
    written += wanted.length;
  });
  for (let begin = 0; begin < bytes.length && written < capacity; begin += pieceBytes) {
    const end = begin + pieceBytes;
    stream.push(bytes.subarray(begin, end), end >= bytes.length);
  }
  return result.subarray(0, written);
}
