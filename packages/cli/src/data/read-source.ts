import { readFile } from 'node:fs/promises';
import {
  type CheckedSlices,
  checkSlices,
  type DraftSlice,
  type FilePaths,
  type FoundSlices,
  fileFindings,
  findSlices,
  guessReading,
  type Reading,
  readSlices,
} from '@unet/dataset';
import { listFolder } from '@unet/dataset/node';
import { FileError } from '@unet/files';
import type { RawImage } from '@unet/image-io/arrays';
import type { Scaling } from '@unet/tensor/arrays';
import { isFolder, listImages } from '../files/list-images.ts';

/** Where labelled images lie. */
export type LabelledPlace = { readonly data: string } | { readonly images: string; readonly labels: string };

/** Labelled images as they are read. */
export interface ReadSource extends CheckedSlices {
  readonly convention: string | undefined;
  /** By which the images were scaled, fitted to them; undefined: by type. */
  readonly scaling: Scaling | undefined;
  readonly drafts: readonly DraftSlice[];
  readonly reading: Reading;
}

/**
 * Finds images and their labels, by whatever convention they lie there, and reads them.
 * @param scaling of the images; undefined: by type
 * @param onPages hears what each file holds
 * @throws FileError for files that cannot be read, or have no partner; what else is wrong is a finding
 */
export async function readSource(
  place: LabelledPlace,
  scaling: Scaling | undefined,
  onPages?: (file: string, pages: readonly RawImage[]) => void,
): Promise<ReadSource> {
  const found = await findSource(place);
  const { drafts, scaling: fitted } = await readSlices(found.slices, {
    read: (path) => readFile(path),
    scaling,
    ...(onPages === undefined ? {} : { onPages }),
  });
  const reading = guessReading(drafts.map(({ label }) => label));
  const { slices, findings } = checkSlices(drafts, reading, { scaled: fitted !== undefined });
  const { convention } = found;
  return {
    convention,
    scaling: fitted,
    drafts,
    reading,
    slices,
    findings: [...fileFindings(found, drafts), ...findings],
  };
}

/** Where a source says that labelled images lie; undefined for synthetic slices. */
export function placeOfSource({
  data,
  images,
  labels,
}: {
  readonly data?: string;
  readonly images?: string;
  readonly labels?: string;
}): LabelledPlace | undefined {
  if (data !== undefined) return { data };
  return images !== undefined && labels !== undefined ? { images, labels } : undefined;
}

/** Which files belong together. */
export async function findSource(place: LabelledPlace): Promise<FoundSlices> {
  return findSlices(await pathsOf(place));
}

async function pathsOf(place: LabelledPlace): Promise<FilePaths> {
  if ('data' in place) {
    const { data } = place;
    if (!(await isFolder(data)))
      throw new FileError('is a file, expected a folder with images and labels', { file: data });
    const together = await listFolder(data);
    if (together.length === 0) throw new FileError('folder is empty', { file: data });
    return { together };
  }
  const { images, labels } = place;
  const [imagesAreFolder, labelsAreFolder] = [await isFolder(images), await isFolder(labels)];
  if (imagesAreFolder !== labelsAreFolder) {
    const [folder, file] = imagesAreFolder ? [images, labels] : [labels, images];
    throw new FileError(`is a file, but ${folder} is a folder: give two files or two folders`, { file });
  }
  return { images: await listImages([images], () => false), labels: await listImages([labels], () => false) };
}
