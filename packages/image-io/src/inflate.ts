import { FileError, reasonOf } from '@unet/files';
import { unzlibSync } from 'fflate';

/** No deflate stream expands by more: 258 bytes from two bits, rounded up (zlib technical details, "maximum expansion factor"). */
export const largestDeflateRatio = 1032;

/**
 * Decompresses a zlib stream (RFC 1950) into exactly `capacity` bytes at most. What goes beyond is dropped, so that a small
 * file cannot claim all memory.
 * @param needed fewer bytes than this are an error
 */
export function inflate(bytes: Uint8Array, needed: number, capacity: number = needed): Uint8Array {
  let result: Uint8Array;
  try {
    result = unzlibSync(bytes, { out: new Uint8Array(capacity) });
  } catch (error) {
    throw new FileError(`compressed data is damaged: ${reasonOf(error)}`, { cause: error });
  }
  if (result.length < needed) {
    throw new FileError(`compressed data is too short: ${result.length} of ${needed} bytes`);
  }
  return result;
}
