import { FileError } from '@unet/files';
import { checkSize } from '../decode-limits.ts';
import type { PngChunk } from './png-chunks.ts';

/** The IHDR chunk (PNG 11.2.1). */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  /** Samples per pixel in the pixel data; 1 with a palette. */
  readonly samples: number;
  readonly palette: boolean;
  readonly interlaced: boolean;
}

/** Samples per pixel and allowed bit depths of each colour type (PNG table 11.1). */
const colourTypes: Record<number, { samples: number; bitDepths: number[] }> = {
  0: { samples: 1, bitDepths: [1, 2, 4, 8, 16] },
  2: { samples: 3, bitDepths: [8, 16] },
  3: { samples: 1, bitDepths: [1, 2, 4, 8] },
  4: { samples: 2, bitDepths: [8, 16] },
  6: { samples: 4, bitDepths: [8, 16] },
};

/** Reads and checks the first chunk of a PNG file. */
export function readPngHeader(chunk: PngChunk, maxPixels: number): PngHeader {
  if (chunk.type !== 'IHDR' || chunk.data.length !== 13) {
    throw new FileError(`damaged PNG: the first chunk is ${chunk.type} of ${chunk.data.length} bytes, not IHDR of 13`);
  }
  const view = new DataView(chunk.data.buffer, chunk.data.byteOffset, 13);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const bitDepth = view.getUint8(8);
  const colourType = view.getUint8(9);
  const kind = colourTypes[colourType];
  if (!kind?.bitDepths.includes(bitDepth)) {
    throw new FileError(`damaged PNG: no colour type ${colourType} with ${bitDepth} bits exists`);
  }
  const [compression, filter, interlace] = [view.getUint8(10), view.getUint8(11), view.getUint8(12)];
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw new FileError(
      `damaged PNG: unknown compression ${compression}, filter ${filter} or interlace method ${interlace}`,
    );
  }
  checkSize(width, height, kind.samples, maxPixels);
  return { width, height, bitDepth, samples: kind.samples, palette: colourType === 3, interlaced: interlace === 1 };
}
