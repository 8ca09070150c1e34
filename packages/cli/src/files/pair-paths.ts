import { parse } from 'node:path';
import { FileError } from '@unet/files';
import { type FilePair, type FilesByStem, filesByStem, pairByStem } from '@unet/image-io/internal';
import { isFolder, listImages } from './list-images.ts';

/** How two paths are paired. */
export interface PairPathsOptions {
  /** What pairs two files; by default the name without its ending. */
  readonly stemOf?: (path: string) => string;
  /** Of the files of the second folder, those that are passed over. */
  readonly skip?: (path: string) => boolean;
  /** What messages call a file of the first and of the second. */
  readonly words?: { readonly image: string; readonly label: string };
}

/**
 * Pairs two files with each other, or the files of two folders by stem, as `readLabelledSlices` of `@unet/image-io` does.
 * @throws FileError that names a file without a partner
 */
export async function pairPaths(images: string, labels: string, options: PairPathsOptions = {}): Promise<FilePair[]> {
  const { stemOf = (path) => parse(path).name, skip = () => false, words } = options;
  const [imagesAreFolder, labelsAreFolder] = [await isFolder(images), await isFolder(labels)];
  if (imagesAreFolder !== labelsAreFolder) {
    const [folder, file] = imagesAreFolder ? [images, labels] : [labels, images];
    throw new FileError(`is a file, but ${folder} is a folder: give two files or two folders`, { file });
  }
  if (!imagesAreFolder) return [{ stem: stemOf(images), image: images, label: labels }];
  const files = async (folder: string, pass: (path: string) => boolean): Promise<FilesByStem> =>
    filesByStem((await listImages([folder], pass)).map((path) => ({ stem: stemOf(path), path })));
  return pairByStem(await files(images, () => false), await files(labels, skip), { images, labels }, words);
}
