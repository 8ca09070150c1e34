import { readdir, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { ImageError } from '../image-error.ts';
import { fileError } from './file-error.ts';

const imageName = /^[^.].*\.(png|tiff?|jpe?g)$/i;

// 2.png before 10.png.
const naturalOrder = new Intl.Collator('en', { numeric: true });

/** The images of a folder by stem (the name without its extension), in natural order. */
export type ImageFiles = ReadonlyMap<string, string>;

/**
 * Lists the files of a folder that are named like images; hidden files and folders are passed over.
 * @throws ImageError for an unreadable folder, one without images, and two images of one stem
 */
export async function listImageFiles(folder: string): Promise<ImageFiles> {
  const names = (await attempt(folder, () => readdir(folder))).filter((name) => imageName.test(name));
  names.sort(naturalOrder.compare);
  const files = new Map<string, string>();
  for (const name of names) {
    const path = join(folder, name);
    if (await isFolder(path)) continue;
    const stem = parse(name).name;
    const other = files.get(stem);
    if (other !== undefined) throw new ImageError(`has the same name as ${other}`, { file: path });
    files.set(stem, path);
  }
  if (files.size === 0)
    throw new ImageError('folder holds no image (.png, .tif, .tiff, .jpg, .jpeg)', { file: folder });
  return files;
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
