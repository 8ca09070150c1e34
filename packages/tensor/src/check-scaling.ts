import { checkObject, checkOptions, checkWord } from './check-values.ts';
import { describe } from './describe.ts';
import type { Scaling } from './scaling.ts';

/**
 * Throws a TypeError or RangeError unless `scaling` is a whole {@link Scaling}.
 * @param where name of the calling function, the start of the message
 */
export function checkScaling(where: string, argument: string, scaling: unknown): asserts scaling is Scaling {
  checkObject(where, argument, scaling, '{ kind }');
  const { kind } = scaling as Scaling;
  checkWord(where, `${argument}.kind`, kind, ['percentile', 'fixed', 'zscore', 'none']);
  const value = scaling as Scaling;
  if (value.kind === 'percentile') {
    checkOptions(where, value, { kind: true, low: true, high: true, floors: true }, argument);
    checkRange(where, argument, value, 0, 100);
    if (value.floors !== undefined) checkFloors(where, `${argument}.floors`, value.floors);
  } else if (value.kind === 'fixed') {
    checkOptions(where, value, { kind: true, low: true, high: true }, argument);
    checkRange(where, argument, value, -Number.MAX_VALUE, Number.MAX_VALUE);
  } else {
    checkOptions(where, value, { kind: true }, argument);
  }
}

function checkRange(
  where: string,
  argument: string,
  { low, high }: { readonly low: number; readonly high: number },
  least: number,
  most: number,
): void {
  const isRange = [low, high].every((value) => Number.isFinite(value) && value >= least && value <= most) && low < high;
  if (isRange) return;
  const limits = most === 100 ? 'percents from 0 to 100' : 'finite numbers';
  throw new RangeError(
    `${where}: ${argument}.low and .high must be ${limits}, the first below the second, got ${describe(low)} and ${describe(high)}`,
  );
}

function checkFloors(where: string, argument: string, floors: unknown): void {
  checkObject(where, argument, floors, 'lists of numbers by the type of samples');
  for (const [type, values] of Object.entries(floors as object)) {
    const isList = Array.isArray(values) && values.every((value) => Number.isFinite(value) && value >= 0);
    if (!isList) {
      throw new RangeError(`${where}: ${argument}.${type} must be a list of numbers >= 0, got ${describe(values)}`);
    }
  }
}
