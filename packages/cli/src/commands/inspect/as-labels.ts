import { type RawImage, toLabelArray } from '@unet/image-io/arrays';
import { placedPages } from './placed-pages.ts';

/** A label of classes as the trainer would read it. Plain JSON. */
export interface SeenLabel {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  /** Pixels of class 0, of class 1 and so on. */
  readonly counts: readonly number[];
  /** Pixels that are of no class. */
  readonly ignored: number;
}

/** A label of instances. Plain JSON. */
export interface SeenInstances {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly objects: number;
  /** Pixels of each object, by its number. */
  readonly areas: readonly number[];
}

/**
 * Reads the pages of a file as labels, as the trainer does.
 * @throws FileError for what cannot be one
 */
export function asLabels(file: string, pages: readonly RawImage[], classes: number): SeenLabel[] {
  return placedPages(file, pages, (name, page) => {
    const { height, width, data } = toLabelArray(page, { classes });
    const counts = new Array<number>(classes).fill(0);
    for (const value of data) counts[value]!++;
    return { name, height, width, counts, ignored: 0 };
  });
}

/**
 * Reads the pages of a file as labels in which each number but 0 is an object.
 * @throws FileError for what cannot be one
 */
export function asInstances(file: string, pages: readonly RawImage[]): SeenInstances[] {
  return placedPages(file, pages, (name, page) => {
    const { height, width, data } = toLabelArray(page, { kind: 'instances' });
    const areas = new Map<number, number>();
    for (const value of data) if (value !== 0) areas.set(value, (areas.get(value) ?? 0) + 1);
    const byNumber = [...areas].sort(([one], [other]) => one - other);
    return { name, height, width, objects: areas.size, areas: byNumber.map(([, area]) => area) };
  });
}
