import { FileError } from '@unet/files';
import { type FilePair, filesByStem, isImageName, type NamedFile, pairByStem } from '@unet/image-io/internal';
import { fileName, isLabelPath, plainStem, wordlessStem } from './file-words.ts';

/** Paths of files that were dropped: all together, or images and labels each into their own place. */
export type DropPaths =
  | { readonly together: readonly string[] }
  | { readonly images: readonly string[]; readonly labels: readonly string[] };

/** Images with their labels. */
export interface PairedDrop {
  readonly pairs: readonly FilePair[];
  /** Whether no name said what belongs together, so that the order of the names had to. */
  readonly byOrder: boolean;
}

/**
 * Finds out which label belongs to which image. Of files dropped together folders named `image` and `label` tell them apart, or words in
 * the files' names (`train-volume.tif` and `train-labels.tif`, `a.png` and `a_mask.png`). Pairs have equal names; where they have not, names
 * that are equal without such words; where nothing is, images and labels that were dropped apart go by their order. Files that are no images
 * are passed over, as in folders on disk.
 * @throws FileError that names a file: no image, no label, an image without label or the reverse, two of one name
 */
export function pairDrop(drop: DropPaths): PairedDrop {
  const apart = 'images' in drop;
  const { images, labels } = apart ? drop : split(onlyImages(drop.together));
  const imageFiles = apart ? onlyImages(images) : images;
  const labelFiles = apart ? onlyImages(labels) : labels;
  const places = apart
    ? { images: '"Images"', labels: '"Labels"' }
    : { images: 'what was dropped', labels: 'what was dropped' };
  for (const stemOf of [plainStem, wordlessStem]) {
    if (sameStems(imageFiles.map(stemOf), labelFiles.map(stemOf))) {
      return { pairs: pairBy(stemOf, imageFiles, labelFiles, places), byOrder: false };
    }
  }
  const labelStems = new Set(labelFiles.map(wordlessStem));
  const strangers = !imageFiles.some((path) => labelStems.has(wordlessStem(path)));
  if (apart && strangers && imageFiles.length === labelFiles.length && imageFiles.length > 1) {
    return { pairs: pairByOrder(imageFiles, labelFiles), byOrder: true };
  }
  return { pairs: pairBy(wordlessStem, imageFiles, labelFiles, places), byOrder: false };
}

function onlyImages(paths: readonly string[]): readonly string[] {
  const images = paths.filter((path) => isImageName(fileName(path)));
  if (images.length === 0) throw new FileError('not an image (.png, .tif, .tiff, .jpg, .jpeg)', { file: paths[0] });
  return images;
}

function split(paths: readonly string[]): { images: readonly string[]; labels: readonly string[] } {
  const labels = paths.filter(isLabelPath);
  const images = paths.filter((path) => !isLabelPath(path));
  const advice = 'use folders "image" and "label", or names such as a.png and a_label.png, or the places for each';
  if (labels.length === 0) throw new FileError(`found no labels, only images: ${advice}`, { file: images[0] });
  if (images.length === 0) throw new FileError(`found no images, only labels: ${advice}`, { file: labels[0] });
  return { images, labels };
}

function sameStems(images: readonly string[], labels: readonly string[]): boolean {
  const stems = new Set(images);
  return stems.size === images.length && images.length === labels.length && labels.every((stem) => stems.has(stem));
}

function pairBy(
  stemOf: (path: string) => string,
  images: readonly string[],
  labels: readonly string[],
  places: { readonly images: string; readonly labels: string },
): readonly FilePair[] {
  const named = (path: string): NamedFile => ({ stem: stemOf(path), path });
  const pairs = pairByStem(filesByStem(images.map(named)), filesByStem(labels.map(named)), places);
  return pairs.map((pair) => ({ ...pair, stem: plainStem(pair.image) }));
}

function pairByOrder(images: readonly string[], labels: readonly string[]): readonly FilePair[] {
  const inOrder = (paths: readonly string[]): string[] => [
    ...filesByStem(paths.map((path) => ({ stem: path, path }))).values(),
  ];
  const labelsInOrder = inOrder(labels);
  return inOrder(images).map((image, index) => ({ stem: plainStem(image), image, label: labelsInOrder[index]! }));
}
