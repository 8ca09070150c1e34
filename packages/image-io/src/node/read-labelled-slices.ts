import { join } from 'node:path';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import type { DecodeOptions } from '../decode-limits.ts';
import { ImageError } from '../image-error.ts';
import type { FilePair } from '../pair-by-stem.ts';
import { pairPages } from '../pair-pages.ts';
import { type ToImageOptions, toImageArray } from '../to-image-array.ts';
import { type ToLabelOptions, toLabelArray } from '../to-label-array.ts';
import { attempt } from './image-files.ts';
import { pairFiles } from './pair-files.ts';
import { readPages } from './read-pages.ts';

/** An image with its label, of the same height and width. */
export interface LabelledSlice {
  /** Name of the image, as {@link NamedImage} has it. */
  readonly name: string;
  readonly image: ImageArray;
  readonly label: LabelArray;
}

/** Two files or two folders; or a folder with the folders `image` and `label` in it. */
export type LabelledSource = { readonly directory: string } | { readonly images: string; readonly labels: string };

/** Options of {@link readLabelledSlices}. */
export interface ReadLabelledSlicesOptions extends DecodeOptions, ToImageOptions, ToLabelOptions {}

/**
 * Reads images with their labels. Files of two folders are paired by name without extension, in natural order; the pages of two
 * stacks by number.
 * @throws ImageError that names the file: an image without label or the reverse, different sizes or numbers of pages, grey values
 * that are no classes, images of different numbers of channels, and everything that {@link readImages} refuses. TypeError for a source of
 * another form.
 * @example
 * const slices = await readLabelledSlices({ images: 'train-volume.tif', labels: 'train-labels.tif' });
 */
export async function readLabelledSlices(
  source: LabelledSource,
  options: ReadLabelledSlicesOptions = {},
): Promise<LabelledSlice[]> {
  const { images, labels } = readSource(source);
  const slices: LabelledSlice[] = [];
  for (const pair of await pairFiles(images, labels)) {
    for (const slice of await readPair(pair, options)) {
      checkChannels(pair.image, slice, slices[0]);
      slices.push(slice);
    }
  }
  return slices;
}

function readSource(source: LabelledSource): { images: string; labels: string } {
  if ('directory' in source && typeof source.directory === 'string') {
    return { images: join(source.directory, 'image'), labels: join(source.directory, 'label') };
  }
  if ('images' in source && typeof source.images === 'string' && typeof source.labels === 'string') return source;
  throw new TypeError('readLabelledSlices: source must be { directory } or { images, labels }');
}

async function readPair(pair: FilePair, options: ReadLabelledSlicesOptions): Promise<LabelledSlice[]> {
  const pages = pairPages(pair, await readPages(pair.image, options), await readPages(pair.label, options));
  const slices: LabelledSlice[] = [];
  for (const page of pages) {
    const image = await attempt(pair.image, () => toImageArray(page.image, options));
    const label = await attempt(pair.label, () => toLabelArray(page.label, options));
    if (label.height !== image.height || label.width !== image.width) {
      throw new ImageError(
        `label has ${label.height} x ${label.width} pixels, but its image ${pair.image} has ${image.height} x ${image.width}`,
        { file: pair.label, page: page.image.page },
      );
    }
    slices.push({ name: page.name, image, label });
  }
  return slices;
}

function checkChannels(file: string, { name, image }: LabelledSlice, first: LabelledSlice | undefined): void {
  if (first === undefined || first.image.channels === image.channels) return;
  const channels = `image ${name} has ${image.channels} channels, but ${first.name} has ${first.image.channels}`;
  throw new ImageError(`${channels}: choose with the option channels`, { file });
}
