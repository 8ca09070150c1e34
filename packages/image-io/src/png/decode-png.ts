import { FileError } from '@unet/files';
import { inflate, largestDeflateRatio } from '../inflate.ts';
import type { RawImage } from '../raw-image.ts';
import { unpackBits } from '../unpack-bits.ts';
import { pngChunks } from './png-chunks.ts';
import { type PngHeader, readPngHeader } from './png-header.ts';
import { type PngPass, pngPasses } from './png-passes.ts';
import { unfilter } from './unfilter.ts';

/**
 * Decodes a PNG file (W3C Portable Network Graphics, third edition): every colour type and bit depth, interlaced or not.
 * Palettes become RGB, the indices are kept beside; tRNS, gamma and colour profiles are ignored; of an animation the
 * default image is read.
 */
export function decodePng(bytes: Uint8Array, maxPixels: number): RawImage {
  let header: PngHeader | undefined;
  let palette: Uint8Array | undefined;
  const parts: Uint8Array[] = [];
  for (const chunk of pngChunks(bytes)) {
    if (header === undefined) header = readPngHeader(chunk, maxPixels);
    else if (chunk.type === 'PLTE') palette = chunk.data;
    else if (chunk.type === 'IDAT') parts.push(chunk.data);
    // A capital first letter marks a chunk that a reader must understand (PNG 5.4).
    else if (/^[A-Z]/.test(chunk.type) && chunk.type !== 'IEND') {
      throw new FileError(`PNG has an unknown critical chunk ${chunk.type}`);
    }
  }
  if (header === undefined) throw new FileError('damaged PNG: no IHDR chunk');
  const samples = readSamples(header, concatenate(parts));
  const { width, height, bitDepth } = header;
  if (header.palette) {
    const indices = samples as Uint8Array;
    const data = applyPalette(indices, palette, width);
    return { width, height, channels: 3, bitDepth: 8, format: 'uint', data, alpha: false, indices };
  }
  const alpha = header.samples === 2 || header.samples === 4;
  return { width, height, channels: header.samples, bitDepth, format: 'uint', data: samples, alpha };
}

function readSamples(header: PngHeader, compressed: Uint8Array): Uint8Array | Uint16Array {
  const passes = pngPasses(header);
  const needed = passes.reduce((sum, { height, rowBytes }) => sum + height * (rowBytes + 1), 0);
  if (compressed.length * largestDeflateRatio < needed) {
    throw new FileError(`PNG is too short: ${compressed.length} bytes cannot hold ${header.height} x ${header.width}`);
  }
  const packed = inflate(compressed, needed);
  const count = header.width * header.height * header.samples;
  const samples = header.bitDepth === 16 ? new Uint16Array(count) : new Uint8Array(count);
  const pixelBytes = Math.max(1, (header.samples * header.bitDepth) / 8);
  let start = 0;
  for (const pass of passes) {
    unfilter(packed, start, pass.height, pass.rowBytes, pixelBytes);
    spreadPass(header, pass, packed, start, samples);
    start += pass.height * (pass.rowBytes + 1);
  }
  return samples;
}

/** Writes the samples of one pass to their places in the image. */
function spreadPass(
  header: PngHeader,
  pass: PngPass,
  packed: Uint8Array,
  start: number,
  target: Uint8Array | Uint16Array,
): void {
  const { bitDepth, samples } = header;
  const rowSamples = pass.width * samples;
  const row = bitDepth === 16 ? new Uint16Array(rowSamples) : new Uint8Array(rowSamples);
  for (let passRow = 0; passRow < pass.height; passRow++) {
    const from = start + passRow * (pass.rowBytes + 1) + 1;
    if (bitDepth === 16) {
      for (let index = 0; index < rowSamples; index++) {
        row[index] = (packed[from + 2 * index]! << 8) | packed[from + 2 * index + 1]!;
      }
    } else if (bitDepth === 8) {
      row.set(packed.subarray(from, from + rowSamples));
    } else {
      unpackBits(packed, from, bitDepth, rowSamples, row as Uint8Array, 0);
    }
    const to = ((pass.row + passRow * pass.rowStep) * header.width + pass.column) * samples;
    if (pass.columnStep === 1) {
      target.set(row, to);
      continue;
    }
    for (let column = 0; column < pass.width; column++) {
      for (let sample = 0; sample < samples; sample++) {
        target[to + column * pass.columnStep * samples + sample] = row[column * samples + sample]!;
      }
    }
  }
}

function applyPalette(indices: Uint8Array, palette: Uint8Array | undefined, width: number): Uint8Array {
  if (palette === undefined || palette.length === 0 || palette.length % 3 !== 0) {
    throw new FileError('damaged PNG: colours by palette, but no whole palette');
  }
  const colours = new Uint8Array(indices.length * 3);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const entry = 3 * indices[pixel]!;
    if (entry >= palette.length) {
      throw new FileError(`damaged PNG: colour ${indices[pixel]} is not in the palette of ${palette.length / 3}`, {
        row: Math.floor(pixel / width),
        column: pixel % width,
      });
    }
    colours[3 * pixel] = palette[entry]!;
    colours[3 * pixel + 1] = palette[entry + 1]!;
    colours[3 * pixel + 2] = palette[entry + 2]!;
  }
  return colours;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
