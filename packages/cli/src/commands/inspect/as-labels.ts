import { type RawImage, type ToLabelOptions, toLabelArrays } from '@unet/image-io/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { pageNames, placed } from './placed-pages.ts';

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
  return labelsOf(file, pages, { classes }).map(({ name, height, width, data }) => {
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
  return labelsOf(file, pages, { kind: 'instances' }).map(({ name, height, width, data }) => {
    const areas = new Map<number, number>();
    for (const value of data) if (value !== 0) areas.set(value, (areas.get(value) ?? 0) + 1);
    const byNumber = [...areas].sort(([one], [other]) => one - other);
    return { name, height, width, objects: areas.size, areas: byNumber.map(([, area]) => area) };
  });
}

/** The labels of a file's pages with their names. */
function labelsOf(
  file: string,
  pages: readonly RawImage[],
  options: ToLabelOptions,
): ({ readonly name: string } & LabelArray)[] {
  const names = pageNames(file, pages);
  return placed(file, () => toLabelArrays(pages, options)).map((label, index) => ({ name: names[index]!, ...label }));
}
