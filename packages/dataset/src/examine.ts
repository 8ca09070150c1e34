import { type RawImage, toImageArray } from '@unet/image-io/arrays';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { type Alarm, sliceAlarms } from '@unet/trainer/arrays';
import type { DraftSlice } from './draft-slice.ts';
import { type ReadLabel, readLabels } from './read-labels.ts';
import type { Reading } from './reading.ts';

/** A slice after the reading, and what is noticed about it alone. */
export interface ExaminedSlice {
  /** Its place among all slices, those left out included. */
  readonly index: number;
  readonly name: string;
  readonly image: ImageArray;
  /** As it is in the file. */
  readonly raw: RawImage;
  /** Undefined where the label cannot be read or has another size than its image. */
  readonly label: LabelArray | undefined;
  readonly sizeProblem: string | undefined;
  readonly valueProblem: string | undefined;
  readonly alarms: readonly Alarm['kind'][];
}

/** Reads all slices that are not left out. */
export function examineSlices(drafts: readonly DraftSlice[], reading: Reading): ExaminedSlice[] {
  const kept = drafts.map((draft, index) => ({ draft, index })).filter(({ index }) => !reading.leftOut.includes(index));
  const labels = readLabels(kept, reading);
  return kept.map(({ draft, index }, place) => examine(draft, index, reading, labels[place]!));
}

function examine(draft: DraftSlice, index: number, reading: Reading, read: ReadLabel): ExaminedSlice {
  const { name, label: raw } = draft;
  const image = reading.grey ? greyOf(draft.image) : draft.image;
  const sizeProblem = differentSize(draft);
  const label = 'label' in read && sizeProblem === undefined ? read.label : undefined;
  const valueProblem = 'problem' in read ? read.problem : undefined;
  const alarms = label === undefined ? [] : sliceAlarms([{ name, image, label }]).map(({ kind }) => kind);
  return { index, name, image, raw, label, sizeProblem, valueProblem, alarms };
}

function differentSize({ name, imageFile, labelFile, image, label }: DraftSlice): string | undefined {
  if (label.height === image.height && label.width === image.width) return undefined;
  const sizes = `label has ${label.height} x ${label.width} pixels, image ${image.height} x ${image.width}`;
  return `${name}: ${sizes} (${labelFile}, ${imageFile})`;
}

function greyOf(image: ImageArray): ImageArray {
  // Channels that are no colours stay.
  if (image.channels !== 3) return image;
  return toImageArray({ ...image, format: 'float', bitDepth: 32 }, { channels: 1 });
}
