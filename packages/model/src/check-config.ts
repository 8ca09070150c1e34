import type { Scaling } from '@unet/tensor/arrays';
import { checkScaling, checkWord, describe } from '@unet/tensor/internal';

/** The smallest and the largest value of fields that are integers. */
type Bounds = Readonly<Record<string, readonly [low: number, high: number]>>;

/** The words of fields that are words. */
type Choices = Readonly<Record<string, readonly string[]>>;

/**
 * Throws a RangeError unless the fields of a whole configuration are in range, its `dropoutRate` and `scaling` included.
 * @param where name of the calling function, the start of the message
 */
export function checkFields<Config extends { readonly dropoutRate: number; readonly scaling?: Scaling }>(
  where: string,
  config: Config,
  bounds: Bounds,
  choices: Choices,
): void {
  const fields = config as unknown as Readonly<Record<string, unknown>>;
  for (const [field, [low, high]] of Object.entries(bounds)) {
    const value = fields[field];
    if (!Number.isInteger(value) || (value as number) < low || (value as number) > high) {
      throw new RangeError(`${where}: ${field} must be an integer from ${low} to ${high}, got ${describe(value)}`);
    }
  }
  const { dropoutRate, scaling } = config;
  if (scaling !== undefined) checkScaling(where, 'scaling', scaling);
  // The type as well: "0.5" compares like a number.
  if (typeof dropoutRate !== 'number' || !(dropoutRate >= 0 && dropoutRate < 1)) {
    throw new RangeError(`${where}: dropoutRate must be in [0, 1), got ${describe(dropoutRate)}`);
  }
  for (const [field, words] of Object.entries(choices)) checkWord(where, field, fields[field], words);
}
