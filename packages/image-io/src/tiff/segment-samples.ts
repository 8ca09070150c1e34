import { type RawData, rawDataType } from '../raw-image.ts';
import { unpackBits } from '../unpack-bits.ts';
import { undoDifferences, undoFloatDifferences } from './predictor.ts';
import type { TiffPage } from './tiff-page.ts';

/** Turns the decompressed bytes of a strip or tile of `rows` rows into samples, without padding at the ends of rows. */
export function segmentSamples(page: TiffPage, bytes: Uint8Array, rows: number, littleEndian: boolean): RawData {
  const { width, samples, rowBytes } = page.segments;
  const { bitDepth, format, predictor } = page;
  const rowLength = width * samples;
  const result = new (rawDataType(format, bitDepth)!)(rows * rowLength);
  if (bitDepth < 8) {
    for (let row = 0; row < rows; row++) {
      unpackBits(bytes, row * rowBytes, bitDepth, rowLength, result as Uint8Array, row * rowLength);
    }
    return result;
  }
  if (predictor === 3) {
    const floats = undoFloatDifferences(bytes, rows, width, samples, bitDepth / 8);
    readInto(result, floats, false);
    return result;
  }
  readInto(result, bytes, littleEndian);
  if (predictor === 2) undoDifferences(result, rows, width, samples);
  return result;
}

function readInto(target: RawData, bytes: Uint8Array, littleEndian: boolean): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = target;
  if (target instanceof Uint8Array || target instanceof Int8Array) {
    target.set(bytes.subarray(0, length));
  } else if (target instanceof Uint16Array || target instanceof Int16Array) {
    // Assignment wraps unsigned values to signed elements.
    for (let index = 0; index < length; index++) target[index] = view.getUint16(2 * index, littleEndian);
  } else if (target instanceof Uint32Array || target instanceof Int32Array) {
    for (let index = 0; index < length; index++) target[index] = view.getUint32(4 * index, littleEndian);
  } else if (target instanceof Float32Array) {
    for (let index = 0; index < length; index++) target[index] = view.getFloat32(4 * index, littleEndian);
  } else {
    for (let index = 0; index < length; index++) target[index] = view.getFloat64(8 * index, littleEndian);
  }
}
