import { connectedComponents } from '@unet/components/arrays';
import type { LabelArray, WeightArray } from '@unet/tensor/arrays';
import { classWeights, labelFromInstances, type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';
import type { TileSettings } from './tile-options.ts';

/** What the weights of a sample need to know of its whole slice. */
export interface SliceFacts {
  /** One weight for each class. */
  readonly balance: ArrayLike<number>;
  /** The number of its cell at each pixel, where distances between cells count and the label does not say. */
  readonly cells: LabelArray | undefined;
  /** The class of each of these cells, by its number. */
  readonly classes: Int32Array;
}

/** Looks at a whole slice; once, since that takes as long as a sample or two. */
export function factsOf(label: LabelArray, settings: TileSettings, weights: WeightMapOptions): SliceFacts {
  const { config, context } = settings;
  const { balance = 'notebook', connectivity = 4, gap, kind } = weights;
  const classMap = kind === 'instances' ? labelFromInstances(label, { gap }) : label;
  const facts = {
    balance: typeof balance === 'string' ? classWeights(classMap, { classes: config.classes, balance }) : balance,
  };
  // Without context no distances are measured.
  if (kind === 'instances' || context === 0) return { ...facts, cells: undefined, classes: new Int32Array(0) };
  const { labels, count } = connectedComponents(label, { connectivity });
  const classes = new Int32Array(count + 1);
  for (let pixel = 0; pixel < label.data.length; pixel++) classes[labels.data[pixel]!] = label.data[pixel]!;
  return { ...facts, cells: labels, classes };
}

/**
 * The weights of a sample, those that the whole slice would have there if it were augmented alike.
 * @param label of the sample with its context
 * @param cells numbers of the slice's cells in the same place; changed in place
 */
export function weighSample(
  label: LabelArray,
  cells: LabelArray | undefined,
  facts: SliceFacts,
  weights: WeightMapOptions,
  context: number,
): WeightArray {
  if (cells !== undefined) dropStrangers(cells.data, label.data, facts.classes);
  return cropped(weightMap(label, { ...weights, balance: facts.balance, cells }), context);
}

/**
 * Label and cells may have been moved by different interpolation. Where they disagree about the class, at the seam of two classes, the number
 * is that of a neighbour and would join what does not belong together.
 */
function dropStrangers(cells: Int32Array, label: Int32Array, classes: Int32Array): void {
  for (let pixel = 0; pixel < cells.length; pixel++) {
    if (classes[cells[pixel]!] !== label[pixel]) cells[pixel] = 0;
  }
}

/** A plane without so many pixels on every side, in an array of its own. */
export function cropped<Plane extends LabelArray | WeightArray>(plane: Plane, by: number): Plane {
  if (by === 0) return plane;
  const [height, width] = [plane.height - 2 * by, plane.width - 2 * by];
  const data = plane.data.slice(0, height * width);
  for (let row = 0; row < height; row++) {
    const start = (row + by) * plane.width + by;
    data.set(plane.data.subarray(start, start + width), row * width);
  }
  return { ...plane, height, width, data };
}
