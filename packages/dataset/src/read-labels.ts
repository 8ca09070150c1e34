import { FileError, placeError } from '@unet/files';
import { type RawImage, toImageArray, toLabelArray, toLabelArrays } from '@unet/image-io/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { labelFromInstances } from '@unet/weight-map/arrays';
import type { DraftSlice } from './draft-slice.ts';
import { ifReadable } from './if-readable.ts';
import type { Reading } from './reading.ts';

/** A label of 0 and 1, or why it cannot be read so. */
export type ReadLabel = { readonly label: LabelArray } | { readonly problem: string };

/**
 * Reads the labels of slices in the way that was chosen; what their values mean is told by all of them together.
 * @param slices with their places among all
 */
export function readLabels(
  slices: readonly { readonly draft: DraftSlice; readonly index: number }[],
  { labels, inverted }: Reading,
): ReadLabel[] {
  const raws = slices.map(({ draft }) => draft.label);
  const halfway = labels === 'threshold' ? halfwayOf(raws) : 0;
  const together = raws.length === 0 ? [] : ifReadable(() => asClasses(raws, labels, halfway));
  return slices.map(({ draft, index }, place) => {
    try {
      // Where all together cannot be read, those that can be by themselves.
      const label = together?.[place] ?? asClasses([draft.label], labels, halfway)[0]!;
      if (!inverted.includes(index)) return { label };
      return { label: { ...label, data: label.data.map((value) => 1 - value) } };
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return { problem: placeError(error, { file: draft.labelFile }).message };
    }
  });
}

/** Whether every value of a label can be the number of a cell. */
export function hasInstances(raw: RawImage): boolean {
  return ifReadable(() => toLabelArray(raw, { kind: 'instances' })) !== undefined;
}

/** Half-way between the darkest and the lightest grey value of all labels, in [0, 1]; what is no image is passed over. */
export function halfwayOf(labels: readonly RawImage[]): number {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const raw of labels) {
    const grey = greyOf(raw);
    for (let pixel = 0; pixel < grey.length; pixel++) {
      const value = grey[pixel]!;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  return (lowest + highest) / 2;
}

/** Whether nearly all pixels are close to the darkest or the lightest value: two tones with soft rims, as JPEG and resizing leave them. */
export function isTwoTone(raw: RawImage): boolean {
  const halfway = halfwayOf([raw]);
  const grey = greyOf(raw);
  const highest = grey.reduce((most, value) => Math.max(most, value), 0);
  const reach = highest - halfway;
  // The middle half of the range is neither dark nor light.
  const between = grey.reduce((count, value) => count + (Math.abs(value - halfway) < reach / 2 ? 1 : 0), 0);
  return between < 0.1 * grey.length;
}

function asClasses(raws: readonly RawImage[], labels: Reading['labels'], halfway: number): LabelArray[] {
  if (labels === 'classes') return toLabelArrays(raws);
  if (labels === 'instances')
    return toLabelArrays(raws, { kind: 'instances' }).map((label) => labelFromInstances(label));
  return raws.map((raw) => {
    const { height, width, data } = toImageArray(raw, { channels: 1 });
    return { height, width, data: Int32Array.from(data, (value) => (value > halfway ? 1 : 0)) };
  });
}

function greyOf(raw: RawImage): Float32Array {
  return ifReadable(() => toImageArray(raw, { channels: 1 }))?.data ?? new Float32Array();
}
