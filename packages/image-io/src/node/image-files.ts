import { readdir, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { ImageError } from '../image-error.ts';
import { type FilesByStem, filesByStem, isImageName, type NamedFile } from '../pair-by-stem.ts';
import { fileError } from './file-error.ts';

/**
 * Lists the files of a folder that are named like images; hidden files and folders are passed over.
 * @throws ImageError for an unreadable folder, one without images, and two images of one stem
 */
export async function listImageFiles(folder: string): Promise<FilesByStem> {
  const files: NamedFile[] = [];
  for (const name of await attempt(folder, () => readdir(folder))) {
    const path = join(folder, name);
    if (isImageName(name) && !(await isFolder(path))) files.push({ stem: parse(name).name, path });
  }
  if (files.length === 0)
    throw new ImageError('folder holds no image (.png, .tif, .tiff, .jpg, .jpeg)', { file: folder });
  return filesByStem(files);
}

/** Whether `path` is a folder; an ImageError where there is nothing. */
export async function isFolder(path: string): Promise<boolean> {
  return (await attempt(path, () => stat(path))).isDirectory();
}

/** Runs `work`; what it throws becomes an ImageError that names `file`. */
export async function attempt<T>(file: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileError(file, error);
  }
}
