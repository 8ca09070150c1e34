import type { DataSource } from './load-data.ts';
import { findSource, placeOfSource } from './read-source.ts';

/** The files that a source names, as far as they are there; none for synthetic slices. */
export async function sourceFiles(source: DataSource): Promise<string[]> {
  const place = placeOfSource(source);
  if (place === undefined) return [];
  const found = await findSource(place).catch(() => undefined);
  return found?.slices.flatMap(({ images, labels }) => [...images, ...labels]) ?? [];
}
