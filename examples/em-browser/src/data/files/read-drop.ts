import {
  type DraftSlice,
  defaultScaling,
  type FilePaths,
  type FoundSlices,
  findSlices,
  readSlices,
} from '@unet/dataset';
import type { Scaling } from '@unet/tensor/arrays';

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
  readonly found: FoundSlices;
  readonly slices: readonly DraftSlice[];
  /** How their grey values were scaled, which the network keeps. */
  readonly scaling: Scaling | undefined;
}

/** Slices take 8 bytes a pixel and are copied once: what a tab may hold with ease. */
const maxPixels = 2 ** 27;

/**
 * Decodes images with their labels.
 * @throws FileError that names the file
 */
export async function readDrop(drop: DroppedFiles, onProgress: OnProgress): Promise<ReadFiles> {
  const found = findSlices(pathsOf(drop));
  const images = byPath('images' in drop ? drop.images : drop.together);
  const labels = byPath('images' in drop ? drop.labels : drop.together);
  const { drafts: slices, scaling } = await readSlices(found.slices, {
    read: async (path, kind) => new Uint8Array(await (kind === 'image' ? images : labels).get(path)!.arrayBuffer()),
    scaling: defaultScaling,
    maxPixels,
    onFile: onProgress,
  });
  return { description: describe(found), found, slices, scaling };
}

function describe({ slices, convention }: FoundSlices): string {
  const [first] = slices;
  if (slices.length === 1 && first!.images.length === 1) return `${first!.images[0]} + ${first!.labels[0]}`;
  return `${slices.length} image files${convention === undefined ? '' : ` (${convention})`}`;
}

function pathsOf(drop: DroppedFiles): FilePaths {
  const paths = (files: readonly NamedFile[]): string[] => files.map(({ path }) => path);
  if ('together' in drop) return { together: paths(drop.together) };
  return { images: paths(drop.images), labels: paths(drop.labels) };
}

function byPath(files: readonly NamedFile[]): ReadonlyMap<string, Blob> {
  return new Map(files.map(({ path, file }) => [path, file]));
}
