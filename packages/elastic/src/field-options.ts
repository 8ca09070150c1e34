import type { Random, Size } from '@unet/tensor/arrays';
import { checkCount, checkOptions, checkRandom } from '@unet/tensor/internal';
import {
  type CoarseNumbers,
  coarseNames,
  type DenseNumbers,
  denseNames,
  type ElasticKind,
  type SettledElastic,
  settleCoarse,
  settleDense,
  settleElastic,
} from './elastic-kind.ts';

/** How `denseField` draws. */
export interface DenseFieldOptions extends Size, DenseNumbers {
  /** Drawn from `2 * height * width` times: all vertical displacements row by row, then all horizontal ones. */
  readonly random: Random;
}

/** How `coarseField` draws. */
export interface CoarseFieldOptions extends Size, CoarseNumbers {
  /** Drawn from `2 * grid * grid` times: the vertical displacements of all nodes row by row, then the horizontal ones. */
  readonly random: Random;
}

/** How `randomField` draws: a kind with its numbers, the size, and a random generator. */
export type RandomFieldOptions = ElasticKind & Size & { readonly random: Random };

const sizeNames = { height: true, width: true, random: true } as const;

/** Checks the options of `denseField`, in either entry, and fills in the numbers left out. */
export function settleDenseField(where: string, options: DenseFieldOptions): Required<DenseNumbers> {
  checkOptions(where, options, { ...sizeNames, ...denseNames });
  checkSizeAndRandom(where, options);
  return settleDense(where, options);
}

/** Checks the options of `coarseField`, in either entry, and fills in the numbers left out. */
export function settleCoarseField(where: string, options: CoarseFieldOptions): Required<CoarseNumbers> {
  checkOptions(where, options, { ...sizeNames, ...coarseNames });
  checkSizeAndRandom(where, options);
  return settleCoarse(where, options);
}

/** Checks the options of `randomField`, in either entry, and fills in the numbers left out. */
export function settleRandomField(where: string, options: RandomFieldOptions): SettledElastic {
  const elastic = settleElastic(where, options, 'options', sizeNames);
  checkSizeAndRandom(where, options);
  return elastic;
}

function checkSizeAndRandom(where: string, options: Size & { readonly random: Random }): void {
  checkCount(where, 'height', options.height);
  checkCount(where, 'width', options.width);
  checkRandom(where, options.random);
}
