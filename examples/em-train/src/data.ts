import { type LabelledSource, readLabelledSlices } from '@unet/image-io/node';
import { phantomSlices } from '@unet/phantom/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { shareSlices } from '@unet/trainer';
import type { Settings } from './settings.ts';

/** The slices of a run, all of the same number of channels. */
export interface Data {
  readonly description: string;
  /** In memory that the threads which prepare samples read, too. */
  readonly training: readonly LabelledSliceArrays[];
  /** Never trained on; the scores are theirs. */
  readonly heldOut: readonly LabelledSliceArrays[];
  readonly channels: number;
}

/** Reads the slices that the settings name, or makes the phantom's, and holds out the last ones: neighbours look alike. */
export async function loadData(settings: Settings): Promise<Data> {
  const source = sourceOf(settings);
  const slices: LabelledSliceArrays[] =
    source === undefined ? phantomSlices({ seed: settings.seed }) : await readLabelledSlices(source);
  if (slices.length === 1)
    throw new RangeError(`${settings.data ?? settings.images}: must hold two slices or more, got 1`);
  const holdout = settings.holdout ?? Math.max(1, Math.round(slices.length / 6));
  if (holdout >= slices.length) {
    throw new RangeError(`--holdout must leave a slice to train on, at most ${slices.length - 1} here, got ${holdout}`);
  }
  return {
    description: source === undefined ? 'synthetic slices (phantom)' : Object.values(source).join(' + '),
    training: shareSlices(slices.slice(0, slices.length - holdout)),
    heldOut: slices.slice(slices.length - holdout),
    channels: slices[0]!.image.channels,
  };
}

function sourceOf({ data, images, labels }: Settings): LabelledSource | undefined {
  if (data !== undefined) return { directory: data };
  if (images !== undefined && labels !== undefined) return { images, labels };
  return undefined;
}

/** Counts, sizes and class balance in one line. */
export function summarise(data: Data): string {
  const slices = [...data.training, ...data.heldOut];
  const sizes = new Set(slices.map(({ image }) => `${image.height} x ${image.width}`));
  const [size] = sizes;
  const pixels = slices.reduce((sum, { label }) => sum + label.data.length, 0);
  const inside = slices.reduce((sum, { label }) => sum + label.data.reduce((count, value) => count + value, 0), 0);
  const share = Math.round((100 * inside) / pixels);
  return [
    data.description,
    `${data.training.length} slices to train on, ${data.heldOut.length} held out`,
    `${sizes.size === 1 ? size : `${sizes.size} sizes`} pixels`,
    `${data.channels} channel${data.channels === 1 ? '' : 's'}`,
    `cells ${share} %, background ${100 - share} %`,
  ].join(', ');
}
