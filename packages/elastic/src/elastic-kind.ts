import {
  checkFinite,
  checkInteger,
  checkNotNegative,
  checkObject,
  checkOptions,
  checkPositive,
  checkWord,
  describe,
} from '@unet/tensor/internal';

/** The numbers of a dense field, see `denseField`. */
export interface DenseNumbers {
  /** Standard deviation of the smoothing Gaussian in pixels, default 5. */
  readonly sigma?: number;
  /** Factor on the smoothed noise in pixels, default 50. */
  readonly alpha?: number;
  /** Side of the truncated Gaussian in pixels, odd, default 25. It does not grow with sigma by itself. */
  readonly kernelSize?: number;
}

/** The numbers of a coarse field, see `coarseField`. */
export interface CoarseNumbers {
  /** Nodes on each side, at least 2, default 3. The outermost lie on the centres of the border pixels. */
  readonly grid?: number;
  /** Standard deviation of each node's displacement along each axis in pixels, default 10. */
  readonly sigma?: number;
}

/** A kind of elastic field and its numbers, as plain JSON. Numbers left out take the defaults of the kind. */
export type ElasticKind = ({ readonly kind: 'dense' } & DenseNumbers) | ({ readonly kind: 'coarse' } & CoarseNumbers);

/** An {@link ElasticKind} with all its numbers. */
export type SettledElastic =
  | ({ readonly kind: 'dense' } & Required<DenseNumbers>)
  | ({ readonly kind: 'coarse' } & Required<CoarseNumbers>);

export const denseNames: Readonly<Record<keyof DenseNumbers, true>> = { sigma: true, alpha: true, kernelSize: true };
export const coarseNames: Readonly<Record<keyof CoarseNumbers, true>> = { grid: true, sigma: true };

/** Checks the numbers of a dense field and fills in those left out; `prefix` stands before their names in messages. */
export function settleDense(where: string, numbers: DenseNumbers, prefix = ''): Required<DenseNumbers> {
  const { sigma = 5, alpha = 50, kernelSize = 25 } = numbers;
  checkPositive(where, `${prefix}sigma`, sigma);
  checkFinite(where, `${prefix}alpha`, alpha);
  if (!Number.isInteger(kernelSize) || kernelSize < 1 || kernelSize % 2 === 0) {
    throw new RangeError(`${where}: ${prefix}kernelSize must be an odd positive integer, got ${describe(kernelSize)}`);
  }
  return { sigma, alpha, kernelSize };
}

/** Checks the numbers of a coarse field and fills in those left out; `prefix` stands before their names in messages. */
export function settleCoarse(where: string, numbers: CoarseNumbers, prefix = ''): Required<CoarseNumbers> {
  const { grid = 3, sigma = 10 } = numbers;
  checkInteger(where, `${prefix}grid`, grid, 2);
  checkNotNegative(where, `${prefix}sigma`, sigma);
  return { grid, sigma };
}

/**
 * Checks a kind of field and fills in its numbers.
 * @param argument what messages call it; the names in the options themselves stand there alone
 * @param also names that the object may hold besides those of its kind
 * @throws TypeError for an unknown name, RangeError for an unknown kind or a number out of range
 */
export function settleElastic(
  where: string,
  elastic: ElasticKind,
  argument: string,
  also: Readonly<Record<string, true>> = {},
): SettledElastic {
  const prefix = argument === 'options' ? '' : `${argument}.`;
  checkObject(where, argument, elastic);
  checkWord(where, `${prefix}kind`, elastic.kind, ['dense', 'coarse']);
  const names = elastic.kind === 'dense' ? denseNames : coarseNames;
  checkOptions<object>(where, elastic, { ...also, kind: true, ...names }, argument);
  return elastic.kind === 'dense'
    ? { kind: 'dense', ...settleDense(where, elastic, prefix) }
    : { kind: 'coarse', ...settleCoarse(where, elastic, prefix) };
}
