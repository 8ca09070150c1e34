import { join } from 'node:path';
import { listImages } from '../files/list-images.ts';
import type { DataSource } from './load-data.ts';

/** The files that a source names, as far as they are there; none for synthetic slices. */
export async function sourceFiles({ data, images, labels }: DataSource): Promise<string[]> {
  const paths = data === undefined ? [images, labels] : [join(data, 'image'), join(data, 'label')];
  const lists = paths
    .filter((path) => path !== undefined)
    .map((path) => listImages([path], () => false).catch(() => []));
  return (await Promise.all(lists)).flat();
}
