import type { DraftSlice } from '@unet/dataset';
import type { RawImage } from '@unet/image-io/arrays';

/** A label page of 8 bits from rows of values. */
export function rawOf(rows: readonly (readonly number[])[], page?: number): RawImage {
  const data = Uint8Array.from(rows.flat());
  const raw = { height: rows.length, width: rows[0]!.length, channels: 1, bitDepth: 8, format: 'uint', data } as const;
  return page === undefined ? raw : { ...raw, page };
}

/** A slice with this label and an image of its size that is constant nowhere. */
export function draftOf(name: string, label: RawImage, channels = 1): DraftSlice {
  const { height, width } = label;
  const data = Float32Array.from({ length: height * width * channels }, (_, sample) => (sample % 5) / 4);
  return {
    name,
    imageFile: `${name}.png`,
    labelFile: `${name}_label.png`,
    image: { height, width, channels, data },
    label,
  };
}

/** Cells of one pixel, `value`, in a net of `other`: every second row and column. */
export function grid(value: number, other: number, size = 8): number[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (row % 2 === 1 && column % 2 === 1 ? value : other)),
  );
}

/** Cells of 3 x 3 pixels, `value`, and lines of `other` between them. */
export function cells(value: number, other: number, size = 8): number[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (row % 4 === 3 || column % 4 === 3 ? other : value)),
  );
}
