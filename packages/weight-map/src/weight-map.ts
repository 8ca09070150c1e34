import { connectedComponents } from '@unet/components/arrays';
import { checkLabelArray, describe, type LabelArray, type WeightArray } from '@unet/tensor/arrays';
import { addBorderTerm, type BorderOptions, checkBorderOptions } from './border-term.ts';
import { mapClassWeights } from './class-balance-map.ts';
import type { ClassBalance } from './class-weights.ts';
import { foreground } from './label-from-instances.ts';
import { checkGap, type SeparationOptions, separateInstances } from './separate-instances.ts';

/** Everything that {@link weightMap} can be told; plain JSON if the class weights are an array. */
export interface WeightMapOptions extends BorderOptions, SeparationOptions {
  /**
   * 'classes': the label is a class map, cells are the 8-connected components of each class but the background.
   * 'instances': it is an instance map; cells that touch are separated by `gap` first, and the weights belong to the class
   * map that `labelFromInstances` makes. Default 'classes'.
   */
  readonly kind?: 'classes' | 'instances';
  /** How the classes are balanced, or one weight for each class. Default 'reference'. */
  readonly balance?: ClassBalance | ArrayLike<number>;
}

/**
 * The weight map of the U-Net (Ronneberger et al. 2015, equation 2):
 *
 *     w(x) = wc(x) + w0 exp(-(d1(x) + d2(x))^2 / (2 sigma^2))
 *
 * wc balances the classes (`classBalanceMap`); d1 and d2 are the distances to the nearest two cells, exact and in time
 * linear in the pixels (`borderTerm`). The paper's border concerns the background: `region: 'background'`; by default
 * it is added everywhere.
 *
 * All weights are finite. Fewer than two cells: the border term is 0. No cell, or no background: the one class gets 1. With
 * `distanceTo: 'boundary'` a cell that fills the whole image has no boundary, and counts as no cell.
 * @param label class map or instance map, 0 is the background; stays the caller's
 * @returns weights of the label's size; the caller owns them
 * @throws TypeError, RangeError if the label is no {@link LabelArray} or an option is out of range
 * @example
 * const label = { height: 1, width: 3, data: Int32Array.of(1, 0, 1) };
 * weightMap(label).data[1]; // 2 cell pixels / 1 background pixel + 10 exp(-(1 + 1)^2 / 50) = 11.23
 */
export function weightMap(label: LabelArray, options: WeightMapOptions = {}): WeightArray {
  const { kind = 'classes', balance = 'reference' } = options;
  checkLabelArray('weightMap', 'label', label);
  if (kind !== 'classes' && kind !== 'instances') {
    throw new RangeError(`weightMap: kind must be 'classes' or 'instances', got ${describe(kind)}`);
  }
  checkBorderOptions('weightMap', options);
  checkGap('weightMap', options);
  const isClassMap = kind === 'classes';
  const cells = isClassMap ? connectedComponents(label).labels : separateInstances(label, options);
  const classes = isClassMap ? label : foreground(cells);
  const weights = mapClassWeights('weightMap', classes, balance);
  addBorderTerm(weights.data, cells, options);
  return weights;
}
