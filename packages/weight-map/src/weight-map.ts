import { connectedComponents } from '@unet/components/arrays';
import type { LabelArray, WeightArray } from '@unet/tensor/arrays';
import { checkConnectivity, checkLabelArray, checkOptions, checkSameSize, checkWord } from '@unet/tensor/internal';
import { addBorderTerm, type BorderOptions, checkBorder } from './border-term.ts';
import { checkBalanceOrWeights, mapClassWeights } from './class-balance-map.ts';
import type { ClassBalance } from './class-weights.ts';
import { joinCells } from './join-cells.ts';
import { foreground } from './label-from-instances.ts';
import { type CellDistanceOptions, checkDistanceTo } from './nearest-two-cells.ts';
import { checkGap, type SeparationOptions, separateInstances } from './separate-instances.ts';

/** Everything that describes a weight map; plain JSON if the class weights are an array. */
export interface WeightMapOptions extends BorderOptions, CellDistanceOptions, SeparationOptions {
  /**
   * 'classes': the label is a class map, cells are the connected components of each class but the background.
   * 'instances': it is an instance map; cells that touch are separated by `gap` first, and the weights belong to the class
   * map that `labelFromInstances` makes. Default 'classes'.
   */
  readonly kind?: 'classes' | 'instances' | undefined;
  /**
   * Which pixels of a class map are connected: 4, those that share an edge, so that two cells that touch at a corner are two and have a
   * border; or 8, those that share a corner, too, as in the annotated PyTorch notebook. Default 4.
   */
  readonly connectivity?: 4 | 8 | undefined;
  /** How the classes are balanced, or one weight for each class. Default 'notebook'. */
  readonly balance?: ClassBalance | ArrayLike<number> | undefined;
}

/** What {@link weightMap} can be told about a window of a slice. */
export interface WeightMapCellsArrays {
  /**
   * Numbers of the cells at every pixel, of the label's size: components of a class map that share a number above 0 are one cell. For windows,
   * in which a cell may be in pieces that are connected outside: the window of the whole slice's components.
   */
  readonly cells?: LabelArray | undefined;
}

const defaults = { kind: 'classes', connectivity: 4, balance: 'notebook', distanceTo: 'boundary' } as const;

/**
 * The weight map of the U-Net (Ronneberger et al. 2015, equation 2):
 *
 *     w(x) = wc(x) + w0 exp(-(d1(x) + d2(x))^2 / (2 sigma^2))
 *
 * wc balances the classes (`classBalanceMap`); d1 and d2 are the distances to the nearest two cells (`nearestTwoCells`), exact and in
 * time linear in the pixels.
 *
 * The defaults are those of the annotated PyTorch notebook, which reimplements the paper step by step, save the connectivity. It departs
 * from the paper in two ways: the border term counts everywhere (the paper's is about the background between cells: `region:
 * 'background'`), and distances are measured to the inner boundary of cells, so that they grow inside cells (`distanceTo: 'cell'` is 0
 * there).
 *
 * All weights are finite. Fewer than two cells: the border term is 0. No cell, or no background: the one class gets 1. With
 * `distanceTo: 'boundary'` a cell that fills the whole image has no boundary, and counts as no cell.
 *
 * For a window of a slice see {@link weightMapContext}.
 * @param label class map or instance map, 0 is the background; stays the caller's
 * @returns weights of the label's size; the caller owns them
 * @throws TypeError, RangeError if the label is no {@link LabelArray} or an option is unknown or out of range
 * @example
 * const label = { height: 1, width: 3, data: Int32Array.of(1, 0, 1) };
 * weightMap(label).data[1]; // 2 cell pixels / 1 background pixel + 10 exp(-(1 + 1)^2 / 50) = 11.23
 */
export function weightMap(label: LabelArray, options: WeightMapOptions & WeightMapCellsArrays = {}): WeightArray {
  const where = 'weightMap';
  checkLabelArray(where, 'label', label);
  checkOptions(where, options, { ...optionNames, cells: true });
  checkValues(where, options);
  const { balance = defaults.balance, distanceTo = defaults.distanceTo, gap } = options;
  const isClassMap = (options.kind ?? defaults.kind) === 'classes';
  checkCells(where, options.cells, label, isClassMap);
  const cells = isClassMap ? cellsOf(label, options) : separateInstances(label, { gap });
  const weights = mapClassWeights(where, isClassMap ? label : foreground(cells), balance);
  addBorderTerm(weights.data, cells, options, distanceTo);
  return weights;
}

/**
 * Throws for unknown or wrong options.
 * @param where name of the calling function, the start of the message
 * @param argument what the message calls the options
 */
export function checkWeightMapOptions(where: string, options: WeightMapOptions, argument = 'options'): void {
  checkOptions(where, options, optionNames, argument);
  checkValues(where, options, argument === 'options' ? '' : `${argument}.`);
}

const optionNames: Record<keyof WeightMapOptions, true> = {
  kind: true,
  w0: true,
  sigma: true,
  region: true,
  distanceTo: true,
  connectivity: true,
  balance: true,
  gap: true,
};

function checkValues(where: string, options: WeightMapOptions, prefix = ''): void {
  const { kind, connectivity, balance } = options;
  if (kind !== undefined) checkWord(where, `${prefix}kind`, kind, ['classes', 'instances']);
  if (connectivity !== undefined) checkConnectivity(where, connectivity, `${prefix}connectivity`);
  if (balance !== undefined) checkBalanceOrWeights(where, balance, undefined, prefix);
  checkBorder(where, options, prefix);
  checkDistanceTo(where, options, prefix);
  checkGap(where, options, prefix);
}

function checkCells(where: string, cells: LabelArray | undefined, label: LabelArray, isClassMap: boolean): void {
  if (cells === undefined) return;
  if (!isClassMap)
    throw new RangeError(`${where}: cells must go with kind "classes": instances have numbers of their own`);
  checkLabelArray(where, 'cells', cells);
  checkSameSize(where, 'cells', cells, 'label', label);
}

function cellsOf(label: LabelArray, options: WeightMapOptions & WeightMapCellsArrays): LabelArray {
  const { labels, count } = connectedComponents(label, { connectivity: options.connectivity ?? defaults.connectivity });
  if (options.cells !== undefined) joinCells(labels.data, count, options.cells);
  return labels;
}
