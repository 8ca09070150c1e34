/** How many of the slices are held out, if nobody says: a sixth, at least one; none of a single one. */
export function defaultHeldOut(slices: number): number {
  return slices < 2 ? 0 : Math.max(1, Math.round(slices / 6));
}

/** Slices to train on, and slices that are only looked at and scored. */
export interface Split<Slice> {
  readonly training: readonly Slice[];
  readonly heldOut: readonly Slice[];
}

/**
 * Holds out the last slices: neighbours in a stack look alike.
 * @throws RangeError unless a slice is left to train on
 */
export function holdOutLast<Slice>(slices: readonly Slice[], heldOut: number): Split<Slice> {
  checkCount('holdOutLast: heldOut', heldOut, 0, slices.length - 1);
  const split = slices.length - heldOut;
  return { training: slices.slice(0, split), heldOut: slices.slice(split) };
}

/**
 * Holds out one of `folds` parts, each of neighbours, for cross-validation: over all folds every slice is held out once.
 * @param fold from 0
 * @throws RangeError unless there are two folds or more, and no more than slices
 */
export function holdOutFold<Slice>(slices: readonly Slice[], fold: number, folds: number): Split<Slice> {
  checkCount('holdOutFold: folds', folds, 2, slices.length);
  checkCount('holdOutFold: fold', fold, 0, folds - 1);
  const start = Math.round((fold * slices.length) / folds);
  const end = Math.round(((fold + 1) * slices.length) / folds);
  return { training: [...slices.slice(0, start), ...slices.slice(end)], heldOut: slices.slice(start, end) };
}

function checkCount(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${what} must be an integer from ${least} to ${most}, got ${value}`);
}
