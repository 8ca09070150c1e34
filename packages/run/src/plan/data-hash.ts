import { crc32Final, crc32Init, crc32Update } from '@foxglove/crc';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';

/**
 * A number for what a run is trained on: CRC-32 of the sizes, the grey values and the labels of slices, in their order. Two runs on the same
 * slices have the same, wherever the files lie and whatever they are called; a changed value, a missing slice, or other slices held out
 * give another.
 * @returns eight hexadecimal digits
 */
export function dataHash(slices: readonly LabelledSliceArrays[]): string {
  let remainder = crc32Init();
  for (const { image, label } of slices) {
    const sizes = [image.height, image.width, image.channels, label.height, label.width];
    remainder = crc32Update(remainder, new TextEncoder().encode(`${sizes.join(' ')}\n`));
    for (const { data } of [image, label]) {
      remainder = crc32Update(remainder, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    }
  }
  return crc32Final(remainder).toString(16).padStart(8, '0');
}
