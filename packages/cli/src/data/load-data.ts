import type { Finding } from '@unet/dataset';
import { phantomSlices } from '@unet/phantom/arrays';
import { defaultHeldOut, holdOutFold, holdOutLast } from '@unet/run/arrays';
import type { LabelledSliceArrays, Scaling } from '@unet/tensor/arrays';
import { shareSlices } from '@unet/trainer/arrays';
import { parseScale } from './parse-scale.ts';
import { placeOfSource, readSource } from './read-source.ts';

/** Where the slices of a run come from; plain JSON. Nothing: synthetic slices. */
export interface DataSource {
  /** Folder with images and labels. */
  readonly data?: string;
  /** Stack or folder of images, with `labels`. */
  readonly images?: string;
  readonly labels?: string;
  /** How grey values are scaled, see `parseScale`; absent: by type. */
  readonly scale?: string;
  /** How many slices at the end are held out; absent: a sixth. */
  readonly holdout?: number;
  /** Instead: which of so many parts is held out, from 0. */
  readonly fold?: number;
  readonly folds?: number;
  /** Of the synthetic slices; absent: the seed of the run. */
  readonly phantomSeed?: number;
}

/** The slices of a run, all of the same number of channels. */
export interface Data {
  readonly description: string;
  /** What is noticed about the files, a sentence each. */
  readonly warnings: readonly string[];
  /** By which the images were scaled; undefined: by type. */
  readonly scaling: Scaling | undefined;
  /** In memory that the threads which prepare samples read, too. */
  readonly training: readonly LabelledSliceArrays[];
  /** Never trained on; the scores are theirs. */
  readonly heldOut: readonly LabelledSliceArrays[];
  readonly channels: number;
}

/** Reads the slices that a source names, or makes synthetic ones, and holds some out. */
export async function loadData(source: DataSource, seed: number): Promise<Data> {
  const { data, images, fold, folds } = source;
  const { slices, description, warnings, scaling } = await slicesOf(source, seed);
  if (slices.length === 1) throw new RangeError(`${data ?? images}: must hold two slices or more, got 1`);
  const holdout = source.holdout ?? defaultHeldOut(slices.length);
  if (holdout >= slices.length) {
    throw new RangeError(`--holdout must leave a slice to train on, at most ${slices.length - 1} here, got ${holdout}`);
  }
  if (folds !== undefined && folds > slices.length) {
    throw new RangeError(`--folds must be no more than the slices, of which there are ${slices.length}, got ${folds}`);
  }
  const split =
    fold === undefined || folds === undefined ? holdOutLast(slices, holdout) : holdOutFold(slices, fold, folds);
  return {
    description,
    warnings,
    scaling,
    training: shareSlices(split.training),
    heldOut: split.heldOut,
    channels: slices[0]!.image.channels,
  };
}

/** What makes slices useless; of everything else there is a warning. */
const FATAL: ReadonlySet<Finding['kind']> = new Set(['size', 'values', 'channels']);

interface LoadedSlices extends Pick<Data, 'description' | 'warnings' | 'scaling'> {
  readonly slices: readonly LabelledSliceArrays[];
}

async function slicesOf(source: DataSource, seed: number): Promise<LoadedSlices> {
  const place = placeOfSource(source);
  if (place === undefined) {
    const slices = phantomSlices({ seed: source.phantomSeed ?? seed });
    return { slices, description: 'synthetic slices (phantom)', warnings: [], scaling: undefined };
  }
  const { convention, scaling, reading, slices, findings } = await readSource(
    place,
    parseScale(source.scale ?? 'type'),
  );
  const error = findings.find(({ kind }) => FATAL.has(kind));
  if (error !== undefined) throw new Error([error.summary, ...error.details.slice(0, 1)].join(' '));
  const description = [
    Object.values(place).join(' + '),
    ...(convention === undefined ? [] : [`(${convention})`]),
    ...(reading.labels === 'instances' ? ['with a number a cell'] : []),
  ].join(' ');
  return {
    slices: slices.map(({ name, image, label }) => ({ name, image, label: label! })),
    description,
    scaling,
    warnings: findings.filter(({ kind }) => kind === 'order' || kind === 'unlabelled').map(({ summary }) => summary),
  };
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
