import { readdir, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { FileError, placeError } from '@unet/files';
import { describe } from '@unet/tensor/internal';
import { type FilesByStem, filesByStem, isImageName, type NamedFile } from '../pairs/pair-by-stem.ts';

/**
 * Lists the files of a folder that are named like images; hidden files and folders are passed over.
 * @throws FileError for an unreadable folder, one without images, and two images of one stem
 */
export async function listImageFiles(folder: string): Promise<FilesByStem> {
  const files: NamedFile[] = [];
  for (const name of await attempt(folder, () => readdir(folder))) {
    const path = join(folder, name);
    if (isImageName(name) && !(await isFolder(path))) files.push({ stem: parse(name).name, path });
  }
  if (files.length === 0)
    throw new FileError('folder holds no image (.png, .tif, .tiff, .jpg, .jpeg)', { file: folder });
  return filesByStem(files);
}

/** Whether `path` is a folder; a FileError where there is nothing. */
export async function isFolder(path: string): Promise<boolean> {
  return (await attempt(path, () => stat(path))).isDirectory();
}

/** Throws a TypeError unless `path` is a string. */
export function checkPath(where: string, argument: string, path: unknown): void {
  if (typeof path === 'string') return;
  throw new TypeError(`${where}: ${argument} must be a string, got ${describe(path)}`);
}

/** Runs `work`; what it throws becomes a FileError that names `file`. */
export async function attempt<T>(file: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw placeError(error, { file });
  }
}
