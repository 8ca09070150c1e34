import type { DataSource } from './load-data.ts';

/** Where slices lie, of what a source says; the rest is which of them are held out. */
const PLACES = ['data', 'images', 'labels'] as const;

/** Whether a source says where slices lie. */
export function hasPlace(source: DataSource): boolean {
  return PLACES.some((name) => source[name] !== undefined);
}

/** What a source says besides where its slices lie. */
export function withoutPlace(source: DataSource): DataSource {
  const { data: _data, images: _images, labels: _labels, ...rest } = source;
  return rest;
}

/** A source whose slices now lie where another one says, if that says anything. */
export function moveSource(source: DataSource, to: DataSource): DataSource {
  if (!hasPlace(to)) return source;
  const places = PLACES.filter((name) => to[name] !== undefined).map((name) => [name, to[name]]);
  return { ...Object.fromEntries(places), ...withoutPlace(source) };
}
