import { FileError } from '@unet/files';
import { isImageName } from '@unet/image-io/internal';
import { findByConvention } from './conventions.ts';
import { commonFolder, fileName, folderOf, isSideOutput, kindOfFolder } from './file-words.ts';
import type { FilePaths, FoundSlices } from './found-slices.ts';
import { pairByWords } from './pair-by-words.ts';

const naturalOrder = new Intl.Collator('en', { numeric: true });

/**
 * Finds out which label belongs to which image. Conventions with folders of their own come first: nnU-Net, the Cell Tracking Challenge, the Data Science
 * Bowl of 2018. Else folders named `image` and `label`, `images` and `masks` and so on tell images and labels apart, or words in the files' names
 * (`train-volume.tif` and `train-labels.tif`, `a.tif` and `a_masks.tif`). Pairs have equal names; where they have not, names that are equal
 * without such words; where nothing is, images and labels that are given apart go by their order. Files that are no images are passed over.
 * @throws FileError that names a file: no image, no label, an image without label or the reverse, two of one name
 * @example
 * findSlices({ together: ['a.tif', 'a_masks.tif'] }).slices; // { name: 'a', images: ['a.tif'], labels: ['a_masks.tif'] }
 */
export function findSlices(paths: FilePaths): FoundSlices {
  if (!('together' in paths)) {
    return pairByWords({ images: onlyImages(paths.images), labels: onlyImages(paths.labels) });
  }
  const files = onlyImages(paths.together);
  return findByConvention(files) ?? pairByWords({ together: namedFolders(files) ?? files });
}

/** The image files among others, in natural order (2 before 10). */
function onlyImages(paths: readonly string[]): string[] {
  const images = paths.filter((path) => isImageName(fileName(path)) && !isSideOutput(path));
  if (images.length === 0) {
    const what = paths.length === 1 ? 'not an image' : `no image among ${describeKinds(paths)}`;
    throw new FileError(`${what} (.png, .tif, .tiff, .jpg, .jpeg)`, {
      file: paths.length === 1 ? paths[0] : commonPlace(paths),
    });
  }
  return images.sort(naturalOrder.compare);
}

/** The folder of several files, without a stroke at its end; undefined where they have none in common. */
function commonPlace(paths: readonly string[]): string | undefined {
  return commonFolder(paths).slice(0, -1) || undefined;
}

/** "3 files (2 .txt, 1 .csv)". */
function describeKinds(paths: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const ending = /\.[^.]+$/.exec(fileName(path))?.[0] ?? 'without ending';
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const kinds = [...counts].sort(([, one], [, other]) => other - one).slice(0, 4);
  return `${paths.length} files (${kinds.map(([ending, count]) => `${count} ${ending}`).join(', ')})`;
}

/** Where one folder of images and one of labels lie beside each other, the files in them: others there are of another use. */
function namedFolders(paths: readonly string[]): readonly string[] | undefined {
  const base = commonFolder(paths);
  const inside = paths.map((path) => ({ path, folder: folderOf(path.slice(base.length)) }));
  const named = [...new Set(inside.map(({ folder }) => folder))].filter((folder) => kindOfFolder(folder) !== undefined);
  const kinds = named.map(kindOfFolder);
  if (named.length !== 2 || kinds[0] === kinds[1]) return undefined;
  return inside.filter(({ folder }) => named.includes(folder)).map(({ path }) => path);
}
