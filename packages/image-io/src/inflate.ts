import { FileError, reasonOf } from '@unet/files';
import { Unzlib, unzlibSync } from 'fflate';

/** No deflate stream expands by more: 258 bytes from two bits, rounded up (zlib technical details, "maximum expansion factor"). */
export const largestDeflateRatio = 1032;

/** Compressed bytes that are taken at a time: they become 64 MiB at most, which is done in a moment. */
const pieceBytes = 2 ** 16;

/**
 * Decompresses a zlib stream (RFC 1950) into exactly `capacity` bytes at most. What goes beyond is not decompressed, so that a small
 * file can claim neither memory nor time.
 * @param needed fewer bytes than this are an error
 */
export function inflate(bytes: Uint8Array, needed: number, capacity: number = needed): Uint8Array {
  let result: Uint8Array;
  try {
    result =
      bytes.length <= pieceBytes
        ? unzlibSync(bytes, { out: new Uint8Array(capacity) })
        : inflatePieces(bytes, capacity);
  } catch (error) {
    throw new FileError(`compressed data is damaged: ${reasonOf(error)}`, { cause: error });
  }
  if (result.length < needed) {
    throw new FileError(`compressed data is too short: ${result.length} of ${needed} bytes`);
  }
  return result;
}

function inflatePieces(bytes: Uint8Array, capacity: number): Uint8Array {
  const result = new Uint8Array(capacity);
  let written = 0;
  const stream = new Unzlib((piece) => {
    const wanted = piece.subarray(0, capacity - written);
    result.set(wanted, written);
    written += wanted.length;
  });
  for (let start = 0; start < bytes.length && written < capacity; start += pieceBytes) {
    const end = start + pieceBytes;
    stream.push(bytes.subarray(start, end), end >= bytes.length);
  }
  return result.subarray(0, written);
}
