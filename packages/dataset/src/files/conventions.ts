import { FileError } from '@unet/files';
import { fileName, folderOf, plainStem } from './file-words.ts';
import type { FoundSlice, FoundSlices } from './found-slices.ts';

/**
 * Finds the slices of a data set that is laid out by a convention of its own, of all paths of image files.
 * @throws FileError for one of which a part is missing
 */
export function findByConvention(paths: readonly string[]): FoundSlices | undefined {
  return nnUNet(paths) ?? cellTracking(paths) ?? fileAnObject(paths);
}

/** `imagesTr/CASE_0000.png`, a file a channel, and `labelsTr/CASE.png` (nnU-Net, documentation/dataset_format.md). */
function nnUNet(paths: readonly string[]): FoundSlices | undefined {
  const images = paths.filter((path) => lastFolder(path) === 'imagesTr');
  const labels = new Map(
    paths.filter((path) => lastFolder(path) === 'labelsTr').map((path) => [plainStem(path), path]),
  );
  if (images.length === 0 || labels.size === 0) return undefined;
  const cases = groups(images, (path) => /^(.+)_\d{4}$/.exec(plainStem(path))?.[1]);
  for (const [name, label] of labels) {
    if (!cases.has(name)) throw new FileError(`label has no image "${name}_0000" in imagesTr`, { file: label });
  }
  const slices = [...cases].map(([name, channels]): FoundSlice => {
    const label = labels.get(name);
    if (label === undefined) throw new FileError(`image has no label "${name}" in labelsTr`, { file: channels[0] });
    return { name, images: channels, labels: [label] };
  });
  return { slices, convention: 'nnU-Net', byOrder: false, unlabelled: [] };
}

/**
 * `01/t000.tif` and `01_GT/SEG/man_seg000.tif`, of some frames alone, or all frames from computers in `01_ST/SEG` (celltrackingchallenge.net, file
 * naming conventions). Labels of slices within a volume, `man_seg_000_003.tif`, are not of images.
 */
function cellTracking(paths: readonly string[]): FoundSlices | undefined {
  const labels = new Map<string, string>();
  for (const folder of ['ST', 'GT']) {
    for (const path of paths) {
      const found = new RegExp(`^(.*/)?(\\d{2})_${folder}/SEG/man_seg(\\d+)\\.tiff?$`).exec(path);
      // Those of people replace those of computers.
      if (found !== null) labels.set(`${found[1] ?? ''}${found[2]}/${Number(found[3])}`, path);
    }
  }
  if (labels.size === 0) return undefined;
  const frames = paths.flatMap((path) => {
    const found = /^((?:.*\/)?(\d{2}))\/t(\d+)\.tiff?$/.exec(path);
    return found === null ? [] : [{ path, key: `${found[1]}/${Number(found[3])}`, sequence: found[2]! }];
  });
  const several = new Set(frames.map(({ sequence }) => sequence)).size > 1;
  const keys = new Set(frames.map(({ key }) => key));
  for (const [key, label] of labels) {
    if (!keys.has(key)) throw new FileError('label has no image of its frame', { file: label });
  }
  const slices = frames
    .filter(({ key }) => labels.has(key))
    .map(({ path, key, sequence }): FoundSlice => {
      const name = several ? `${sequence}-${plainStem(path)}` : plainStem(path);
      return { name, images: [path], labels: [labels.get(key)!] };
    });
  const unlabelled = frames.filter(({ key }) => !labels.has(key)).map(({ path }) => path);
  return { slices, convention: 'Cell Tracking Challenge', byOrder: false, unlabelled };
}

/** `ID/images/ID.png`, a folder an image, and `ID/masks/*.png`, a file an object (Data Science Bowl 2018). */
function fileAnObject(paths: readonly string[]): FoundSlices | undefined {
  const images = groups(paths, (path) => parentOf(path, 'images'));
  const masks = groups(paths, (path) => parentOf(path, 'masks'));
  if (images.size === 0 || masks.size === 0 || [...images.values()].some(({ length }) => length !== 1))
    return undefined;
  if (images.size === 1 && [...masks.values()].every(({ length }) => length === 1)) return undefined;
  const slices = [...images].map(([folder, files]): FoundSlice => {
    const labels = masks.get(folder);
    if (labels === undefined) throw new FileError(`image has no masks in ${folder}/masks`, { file: files[0] });
    return { name: fileName(folder), images: files, labels };
  });
  return { slices, convention: 'a file an object', byOrder: false, unlabelled: [] };
}

function lastFolder(path: string): string {
  return fileName(folderOf(path));
}

/** The folder above a file's folder of this name; undefined for files elsewhere, and where there is none above. */
function parentOf(path: string, name: string): string | undefined {
  const folder = folderOf(path);
  return fileName(folder) === name ? folderOf(folder) || undefined : undefined;
}

/** The items of each key, in the order in which they come; those without key are left out. */
function groups(items: readonly string[], keyOf: (item: string) => string | undefined): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), item]);
  }
  return found;
}
