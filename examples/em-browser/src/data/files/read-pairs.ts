import type { DraftSlice } from '@unet/dataset';
import { FileError, placeError } from '@unet/files';
import { decodePages, type RawImage, toImageArray } from '@unet/image-io/arrays';
import { pairPages } from '@unet/image-io/internal';
import { type DropPaths, pairDrop } from './pair-drop.ts';

/** A file and its path below what was dropped. */
export interface NamedFile {
  readonly path: string;
  readonly file: Blob;
}

/** What was dropped: all together, or images and labels each into their own place. */
export type DroppedFiles =
  | { readonly together: readonly NamedFile[] }
  | { readonly images: readonly NamedFile[]; readonly labels: readonly NamedFile[] };

/** Hears how many of how many files are decoded, and which is next; waited for, so that nothing is heard after the end. */
export type OnProgress = (done: number, total: number, file: string) => unknown;

/** Slices as they were found in files, before their labels are read. */
export interface ReadFiles {
  readonly description: string;
  readonly byOrder: boolean;
  readonly slices: readonly DraftSlice[];
}

/** Slices take 8 bytes a pixel and are copied once: what a tab may hold with ease. */
const maxPixels = 2 ** 27;

/**
 * Decodes images with their labels; see {@link pairDrop} for which belong together.
 * @throws FileError that names the file
 */
export async function readPairs(drop: DroppedFiles, onProgress: OnProgress): Promise<ReadFiles> {
  const { pairs, byOrder } = pairDrop(pathsOf(drop));
  const images = byPath('images' in drop ? drop.images : drop.together);
  const labels = byPath('images' in drop ? drop.labels : drop.together);
  const slices: DraftSlice[] = [];
  let pixels = 0;
  for (const [index, pair] of pairs.entries()) {
    await onProgress(2 * index, 2 * pairs.length, pair.image);
    const imagePages = await decode(pair.image, images.get(pair.image)!);
    await onProgress(2 * index + 1, 2 * pairs.length, pair.label);
    const labelPages = await decode(pair.label, labels.get(pair.label)!);
    for (const { name, image, label } of pairPages(pair, imagePages, labelPages)) {
      pixels += image.width * image.height;
      if (pixels > maxPixels) {
        throw new FileError(`too many pixels for a browser tab: at most ${maxPixels} together`, { file: pair.image });
      }
      const values = await attempt(pair.image, () => toImageArray(image));
      slices.push({ name, imageFile: pair.image, labelFile: pair.label, image: values, label });
    }
  }
  const [first] = pairs;
  const description = pairs.length === 1 ? `${first!.image} + ${first!.label}` : `${pairs.length} image files`;
  return { description, byOrder, slices };
}

function pathsOf(drop: DroppedFiles): DropPaths {
  const paths = (files: readonly NamedFile[]): string[] => files.map(({ path }) => path);
  if ('together' in drop) return { together: paths(drop.together) };
  return { images: paths(drop.images), labels: paths(drop.labels) };
}

function byPath(files: readonly NamedFile[]): ReadonlyMap<string, Blob> {
  return new Map(files.map(({ path, file }) => [path, file]));
}

function decode(path: string, file: Blob): Promise<RawImage[]> {
  return attempt(path, async () => decodePages(new Uint8Array(await file.arrayBuffer()), { maxPixels }));
}

/** Runs `work`; what it throws becomes a FileError that names `file`. */
async function attempt<T>(file: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw placeError(error, { file });
  }
}
