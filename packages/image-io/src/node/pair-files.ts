import { parse } from 'node:path';
import { ImageError } from '../image-error.ts';
import { type ImageFiles, isFolder, listImageFiles } from './image-files.ts';

/** An image file and the label file that belongs to it. */
export interface FilePair {
  readonly stem: string;
  readonly image: string;
  readonly label: string;
}

/**
 * Pairs two files with each other, or the files of two folders by stem. Where each folder holds one file (two stacks), they
 * are a pair whatever their names.
 * @throws ImageError that names an image without label, or a label without image
 */
export async function pairFiles(images: string, labels: string): Promise<FilePair[]> {
  const [imagesAreFolder, labelsAreFolder] = [await isFolder(images), await isFolder(labels)];
  if (imagesAreFolder !== labelsAreFolder) {
    const [folder, file] = imagesAreFolder ? [images, labels] : [labels, images];
    throw new ImageError(`is a file, but ${folder} is a folder: give two files or two folders`, { file });
  }
  if (!imagesAreFolder) return [{ stem: parse(images).name, image: images, label: labels }];
  const imageFiles = await listImageFiles(images);
  const labelFiles = await listImageFiles(labels);
  if (imageFiles.size === 1 && labelFiles.size === 1) return [onlyPair(imageFiles, labelFiles)];
  for (const [stem, label] of labelFiles) {
    if (!imageFiles.has(stem)) throw new ImageError(`label has no image "${stem}" in ${images}`, { file: label });
  }
  return Array.from(imageFiles, ([stem, image]) => {
    const label = labelFiles.get(stem);
    if (label === undefined) throw new ImageError(`image has no label "${stem}" in ${labels}`, { file: image });
    return { stem, image, label };
  });
}

function onlyPair(imageFiles: ImageFiles, labelFiles: ImageFiles): FilePair {
  const [stem, image] = [...imageFiles][0]!;
  const label = [...labelFiles.values()][0]!;
  return { stem, image, label };
}
