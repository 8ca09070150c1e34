import { parse } from 'node:path';
import { FileError } from '@unet/files';
import { type FilePair, pairByStem } from '../pairs/pair-by-stem.ts';
import { isFolder, listImageFiles } from './image-files.ts';

/**
 * Pairs two files with each other, or the files of two folders by stem. Where each folder holds one file (two stacks), they
 * are a pair whatever their names.
 * @throws FileError that names an image without label, or a label without image
 */
export async function pairFiles(images: string, labels: string): Promise<FilePair[]> {
  const [imagesAreFolder, labelsAreFolder] = [await isFolder(images), await isFolder(labels)];
  if (imagesAreFolder !== labelsAreFolder) {
    const [folder, file] = imagesAreFolder ? [images, labels] : [labels, images];
    throw new FileError(`is a file, but ${folder} is a folder: give two files or two folders`, { file });
  }
  if (!imagesAreFolder) return [{ stem: parse(images).name, image: images, label: labels }];
  return pairByStem(await listImageFiles(images), await listImageFiles(labels), { images, labels });
}
