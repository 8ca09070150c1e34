import { join } from 'node:path';
import { FileError } from '@unet/files';
import type { ImageArray, LabelledSliceArrays } from '@unet/tensor/arrays';
import { checkObject, checkOptions, describe } from '@unet/tensor/internal';
import type { DecodeImagesOptions } from '../decode-images.ts';
import type { DecodeLabelsOptions } from '../decode-labels.ts';
import { checkedMaxPixels } from '../decode-limits.ts';
import { labelsOfFiles, type PageOfFile } from '../labels-of-files.ts';
import type { FilePair } from '../pairs/pair-by-stem.ts';
import { pairPages } from '../pairs/pair-pages.ts';
import { checkImageOptions, imagesOfPages } from '../to-image-array.ts';
import { checkLabelOptions } from '../to-label-array.ts';
import { attempt } from './image-files.ts';
import { pairFiles } from './pair-files.ts';
import { readPages } from './read-pages.ts';

/** An image with its label, of the same height and width, and a name. */
export interface NamedSlice extends LabelledSliceArrays {
  /** Name of the image, as {@link NamedImage} has it. */
  readonly name: string;
}

/** Two files or two folders; or a folder with the folders `image` and `label` in it. */
export type LabelledSource = { readonly directory: string } | { readonly images: string; readonly labels: string };

/** Options of {@link readLabelledSlices}. */
export interface ReadLabelledSlicesOptions extends DecodeImagesOptions, DecodeLabelsOptions {}

/**
 * Reads images with their labels. Files of two folders are paired by name without extension, in natural order; the pages of two
 * stacks by number.
 * @throws FileError that names the file: an image without label or the reverse, different sizes or numbers of pages, grey values
 * that cannot be classes, images of different numbers of channels, and everything that {@link readImages} refuses. TypeError for a source of
 * another form.
 * @example
 * const slices = await readLabelledSlices({ images: 'train-volume.tif', labels: 'train-labels.tif' });
 */
export async function readLabelledSlices(
  source: LabelledSource,
  options: ReadLabelledSlicesOptions = {},
): Promise<NamedSlice[]> {
  const where = 'readLabelledSlices';
  const { images, labels } = readSource(where, source);
  checkOptions(where, options, { maxPixels: true, channels: true, scaling: true, classes: true, kind: true });
  const maxPixels = checkedMaxPixels(where, options.maxPixels);
  checkImageOptions(where, options);
  checkLabelOptions(where, options);
  const slices: Draft[] = [];
  for (const pair of await pairFiles(images, labels)) {
    for (const slice of await readPair(pair, maxPixels, options)) {
      checkChannels(pair.image, slice, slices[0]);
      slices.push(slice);
    }
  }
  const read = labelsOfFiles(slices, options);
  return slices.map(({ name, image }, index) => ({ name, image, label: read[index]! }));
}

/** A slice with its label as it is in the file: all labels together tell what their values mean. */
interface Draft extends PageOfFile {
  readonly name: string;
  readonly image: ImageArray;
}

function readSource(where: string, source: LabelledSource): { images: string; labels: string } {
  const form = '{ directory } or { images, labels }';
  checkObject(where, 'source', source, form);
  if ('directory' in source && typeof source.directory === 'string') {
    return { images: join(source.directory, 'image'), labels: join(source.directory, 'label') };
  }
  if ('images' in source && typeof source.images === 'string' && typeof source.labels === 'string') return source;
  throw new TypeError(`${where}: source must be ${form}, got ${describe(source)}`);
}

async function readPair(pair: FilePair, maxPixels: number, options: ReadLabelledSlicesOptions): Promise<Draft[]> {
  const pages = pairPages(pair, await readPages(pair.image, maxPixels), await readPages(pair.label, maxPixels));
  const slices: Draft[] = [];
  const images = await attempt(pair.image, () =>
    imagesOfPages(
      pages.map((page) => page.image),
      options,
    ),
  );
  for (const [index, page] of pages.entries()) {
    const image = images[index]!;
    const { label } = page;
    if (label.height !== image.height || label.width !== image.width) {
      throw new FileError(
        `label has ${label.height} x ${label.width} pixels, but its image ${pair.image} has ${image.height} x ${image.width}`,
        { file: pair.label, page: page.image.page },
      );
    }
    slices.push({ name: page.name, image, page: label, file: pair.label });
  }
  return slices;
}

function checkChannels(file: string, { name, image }: Draft, first: Draft | undefined): void {
  if (first === undefined || first.image.channels === image.channels) return;
  const channels = `image ${name} has ${image.channels} channels, but ${first.name} has ${first.image.channels}`;
  throw new FileError(`${channels}: choose with the option channels`, { file });
}
