import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, placeError } from '@unet/files';
import { isImageName } from '@unet/image-io/internal';

/**
 * The files that paths stand for: a file for itself, a folder for the images in it, in natural order.
 * @param skip of the files of folders, those that are passed over
 * @throws FileError for a path where there is nothing, and for a folder without images
 */
export async function listImages(paths: readonly string[], skip: (path: string) => boolean): Promise<string[]> {
  const lists = await Promise.all(paths.map((path) => imagesOf(path, skip)));
  return lists.flat();
}

/**
 * Whether a path is that of a folder.
 * @throws FileError where there is nothing
 */
export async function isFolder(path: string): Promise<boolean> {
  return (await attempt(path, stat(path))).isDirectory();
}

async function imagesOf(path: string, skip: (path: string) => boolean): Promise<string[]> {
  if (!(await isFolder(path))) return [path];
  const entries = await attempt(path, readdir(path, { withFileTypes: true }));
  const names = entries.filter((entry) => !entry.isDirectory() && isImageName(entry.name)).map(({ name }) => name);
  const files = names.map((name) => join(path, name)).filter((file) => !skip(file));
  if (files.length === 0) throw new FileError('folder holds no image (.png, .tif, .tiff, .jpg, .jpeg)', { file: path });
  return files.sort(new Intl.Collator('en', { numeric: true }).compare);
}

function attempt<Result>(file: string, work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => Promise.reject(placeError(error, { file })));
}
