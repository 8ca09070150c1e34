import { type Lifted, lift, type Tensors } from '@unet/tensor';
import * as arrays from './arrays.ts';

/**
 * The two cells nearest to each pixel: `first` and `second`, the distances in pixels, float32 `[height, width]`, Infinity where there is
 * none; `nearest`, int32, the number of the nearest cell, 0 where there is none.
 */
export type NearestTwoCells = Tensors<arrays.NearestTwoCellsArrays>;

/** What {@link weightMap} can be told about a window of a slice: `cells`, int32 `[height, width]`, the numbers of its cells. */
export type WeightMapCells = Tensors<arrays.WeightMapCellsArrays>;

/**
 * Reads the cells from their backend once and measures the exact distances from every pixel to the nearest and to the second nearest cell, d1
 * and d2 of Ronneberger et al. (2015), equation 2; the function of the same name in `@unet/weight-map/arrays` gives the method.
 * @example
 * const { first, second, nearest } = await nearestTwoCells(cells);
 */
export const nearestTwoCells: Lifted<typeof arrays.nearestTwoCells> = lift('nearestTwoCells', arrays.nearestTwoCells, {
  cells: 'label',
});

const weightMapOf = lift('weightMap', arrays.weightMap, { label: 'label', options: { 'cells?': 'label' } });

/**
 * Reads the label from its backend once (and `cells`, where they are given) and makes the weight map of the U-Net of it, w(x) = wc(x) + w0
 * exp(-(d1(x) + d2(x))^2 / (2 sigma^2)); the function of the same name in `@unet/weight-map/arrays` says more.
 * @example
 * const weight = await weightMap(label, { w0: 10, sigma: 5 });
 */
export const weightMap: Lifted<typeof arrays.weightMap> = (label, options = {}) => weightMapOf(label, options);
