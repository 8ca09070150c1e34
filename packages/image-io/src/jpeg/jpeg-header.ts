import { FileError } from '@unet/files';
import type { Orientation } from '../orientation.ts';
import { exifOrientation } from './exif-orientation.ts';

/** What the markers of a JPEG file say. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 colours. */
  readonly components: number;
  /** Whether three components are luma and colour differences, not red, green and blue. */
  readonly colourDifferences: boolean;
  readonly orientation: Orientation;
}

interface Frame {
  width: number;
  height: number;
  ids: number[];
}

/** Start-of-frame markers beside baseline, extended and progressive Huffman (T.81 table B.1). */
const unsupportedFrames = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** Walks over all markers of a JPEG file up to its end (ITU-T T.81 annex B); nothing is decoded. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  let frame: Frame | undefined;
  let scans = 0;
  let jfif = false;
  let adobeTransform: number | undefined;
  let orientation: Orientation = 1;
  let offset = 2;
  for (;;) {
    if (offset + 2 > bytes.length) throw truncated();
    if (bytes[offset] !== 0xff) throw new FileError(`damaged JPEG: no marker at byte ${offset}`);
    const marker = bytes[offset + 1]!;
    if (marker === 0xff) {
      // Any number of fill bytes may stand before a marker.
      offset++;
      continue;
    }
    if (marker === 0xd9) break;
    const segment = readSegment(bytes, offset);
    if (unsupportedFrames.has(marker)) {
      throw new FileError(`JPEG with lossless or arithmetic coding (marker ff${marker.toString(16)}) is not supported`);
    }
    if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) {
      if (frame !== undefined) throw new FileError('JPEG of several frames is not supported');
      frame = readFrame(segment);
    } else if (marker === 0xe0 && startsWith(segment, 'JFIF')) {
      jfif = true;
    } else if (marker === 0xe1 && startsWith(segment, 'Exif\0\0')) {
      orientation = exifOrientation(segment.subarray(6)) ?? orientation;
    } else if (marker === 0xee && startsWith(segment, 'Adobe') && segment.length >= 12) {
      adobeTransform = segment[11]!;
    } else if (marker === 0xda) {
      scans++;
    } else if (!isHarmless(marker)) {
      throw new FileError(
        `damaged JPEG: unexpected marker ff${marker.toString(16).padStart(2, '0')} at byte ${offset}`,
      );
    }
    offset += 4 + segment.length;
    if (marker === 0xda) offset = skipEntropyCoded(bytes, offset);
  }
  if (frame === undefined || scans === 0) throw new FileError('damaged JPEG: it holds no image');
  // The order in which libjpeg guesses: JFIF is never RGB, then Adobe's word, then the names of the components.
  const namedRgb = String.fromCharCode(...frame.ids) === 'RGB';
  const colourDifferences = jfif || (adobeTransform === undefined ? !namedRgb : adobeTransform !== 0);
  const { width, height, ids } = frame;
  return { width, height, components: ids.length, colourDifferences, orientation };
}

function readSegment(bytes: Uint8Array, offset: number): Uint8Array {
  if (offset + 4 > bytes.length) throw truncated();
  const length = (bytes[offset + 2]! << 8) | bytes[offset + 3]!;
  if (length < 2) throw new FileError(`damaged JPEG: segment of length ${length} at byte ${offset}`);
  if (offset + 2 + length > bytes.length) throw truncated();
  return bytes.subarray(offset + 4, offset + 2 + length);
}

function readFrame(segment: Uint8Array): Frame {
  const components = segment[5] ?? 0;
  if (segment.length < 6 || segment.length !== 6 + 3 * components) {
    throw new FileError('damaged JPEG: wrong length of the frame header');
  }
  if (segment[0] !== 8) throw new FileError(`JPEG of ${segment[0]} bits is not supported`);
  if (components !== 1 && components !== 3) {
    throw new FileError(`JPEG of ${components} colour components (such as CMYK) is not supported`);
  }
  const ids: number[] = [];
  for (let at = 6; at < segment.length; at += 3) {
    const [horizontal, vertical] = [segment[at + 1]! >> 4, segment[at + 1]! & 15];
    if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
      throw new FileError(`damaged JPEG: sampling factors ${horizontal} x ${vertical}`);
    }
    ids.push(segment[at]!);
  }
  return { height: (segment[1]! << 8) | segment[2]!, width: (segment[3]! << 8) | segment[4]!, ids };
}

/** Tables, restart interval, application data and comments. */
function isHarmless(marker: number): boolean {
  return marker === 0xc4 || marker === 0xdb || marker === 0xdd || marker >= 0xe0;
}

/** The index of the marker that ends the scan: within it 0xff is followed by 0, or by a restart marker. */
function skipEntropyCoded(bytes: Uint8Array, start: number): number {
  for (let offset = start; offset + 1 < bytes.length; offset++) {
    if (bytes[offset] !== 0xff) continue;
    const next = bytes[offset + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return offset;
  }
  throw truncated();
}

function startsWith(segment: Uint8Array, text: string): boolean {
  return String.fromCharCode(...segment.subarray(0, text.length)) === text;
}

function truncated(): FileError {
  return new FileError('JPEG ends early: the file is truncated');
}
