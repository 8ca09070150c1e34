import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng, encodeTiff, fromLabelArray } from '@unet/image-io/arrays';
import { phantomSlices } from '@unet/phantom/arrays';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';

export interface Slice {
  readonly image: ImageArray;
  readonly label: LabelArray;
}

/** Synthetic slices, small enough that a step on them takes milliseconds. */
export function smallSlices(count = 3, side = 64): Slice[] {
  return phantomSlices({ seed: 'em-train', count, height: side, width: side, cellDiameter: 24 });
}

/** Writes slices as `image/0.png` and `label/0.png` and so on. */
export function writeSlices(folder: string, slices: readonly Slice[]): void {
  mkdirSync(join(folder, 'image'), { recursive: true });
  mkdirSync(join(folder, 'label'), { recursive: true });
  for (const [index, { image, label }] of slices.entries()) {
    writeFileSync(join(folder, `image/${index}.png`), encodePng(image));
    writeFileSync(join(folder, `label/${index}.png`), encodeLabel(label));
  }
}

/** Writes slices as `images.tif` and `labels.tif`, 8 bits as the PNGs have. */
export function writeStacks(folder: string, slices: readonly Slice[]): void {
  mkdirSync(folder, { recursive: true });
  const images = slices.map(({ image }) => image);
  const labels = slices.map(({ label }) => fromLabelArray(label, { classes: 2 }));
  writeFileSync(join(folder, 'images.tif'), encodeTiff(images, { bitDepth: 8 }));
  writeFileSync(join(folder, 'labels.tif'), encodeTiff(labels));
}

/** A black and white PNG, white inside of cells. */
export function encodeLabel(label: LabelArray): Uint8Array {
  return encodePng(fromLabelArray(label, { classes: 2 }));
}

/** An image of one value. */
export function flatImage(side: number, value: number, channels = 1): ImageArray {
  return { height: side, width: side, channels, data: new Float32Array(side * side * channels).fill(value) };
}

/** A PNG whose header says another size; its checksum is made to fit, so that the size alone is wrong. */
export function pngOfSize(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const patched = bytes.slice();
  const view = new DataView(patched.buffer);
  // 8 bytes of signature, 4 of length; then the type IHDR and 13 bytes of data, which the checksum covers.
  view.setUint32(16, width);
  view.setUint32(20, height);
  view.setUint32(29, crc32(patched.subarray(12, 29)));
  return patched;
}

/** A little-endian TIFF whose first page says another size. */
export function tiffOfSize(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const patched = bytes.slice();
  const view = new DataView(patched.buffer);
  const directory = view.getUint32(4, true);
  for (let entry = 0; entry < view.getUint16(directory, true); entry++) {
    const offset = directory + 2 + 12 * entry;
    const tag = view.getUint16(offset, true);
    if (tag === 256) view.setUint32(offset + 8, width, true);
    if (tag === 257) view.setUint32(offset + 8, height, true);
  }
  return patched;
}

function crc32(bytes: Uint8Array): number {
  let checksum = 0xffffffff;
  for (const byte of bytes) {
    checksum ^= byte;
    for (let bit = 0; bit < 8; bit++) checksum = (checksum >>> 1) ^ (checksum & 1 ? 0xedb88320 : 0);
  }
  return ~checksum >>> 0;
}
