import { settleElastic } from '@unet/elastic/internal';
import {
  checkCount,
  checkFraction,
  checkNotNegative,
  checkOptions,
  checkRandom,
  checkSwitch,
  checkWord,
  describe,
} from '@unet/tensor/internal';
import type { AugmentOptions, DrawGeometryOptions, DrawOptions } from './augment-options.ts';

/** Throws unless a value is what an option must be; `argument` is its name in messages. */
type Check = (where: string, argument: string, value: unknown) => void;

const checkFactor: Check = (where, argument, value) => {
  if (!(isFiniteNumber(value) && value >= 1)) throw wrong(where, argument, 'a finite number >= 1', value);
};

const checks: Readonly<Record<keyof AugmentOptions, Check>> = {
  flips: checkSwitch,
  quarterTurns: checkSwitch,
  scale: checkFactor,
  shear: (where, argument, value) => {
    if (!(isFiniteNumber(value) && value >= 0 && value < 90)) {
      throw wrong(where, argument, 'at least 0 and below 90 degrees', value);
    }
  },
  rotation: (where, argument, value) => {
    if (!(isFiniteNumber(value) && value >= 0 && value <= 180)) {
      throw wrong(where, argument, 'from 0 to 180 degrees', value);
    }
  },
  shift: checkNotNegative,
  elastic: checkElastic,
  gamma: checkFactor,
  gain: checkFactor,
  offset: checkNotNegative,
  noise: checkNotNegative,
  clip: checkSwitch,
  imageInterpolation: (where, argument, value) => checkWord(where, argument, value, ['bilinear', 'bicubic']),
  labelInterpolation: (where, argument, value) => checkWord(where, argument, value, ['nearest', 'bilinear']),
  boundary: (where, argument, value) => checkWord(where, argument, value, ['symmetric', 'reflect']),
};

const names = Object.fromEntries(Object.keys(checks).map((name) => [name, true])) as Record<keyof AugmentOptions, true>;

/**
 * Throws unless `options` are {@link AugmentOptions}. Unknown names are refused too: a misspelt option would silently do nothing.
 * @param where name of the calling function, the start of the message
 * @param argument what the message calls the options
 */
export function checkAugmentOptions(where: string, options: AugmentOptions, argument = 'options'): void {
  checkOptions(where, options, names, argument);
  checkValues(where, options, argument === 'options' ? '' : `${argument}.`);
}

/** Throws unless `options` are {@link DrawOptions}. */
export function checkDrawOptions(where: string, options: DrawOptions): void {
  checkOptions(where, options, { ...names, random: true });
  checkValues(where, options, '');
  checkRandom(where, options.random);
}

/** Throws unless `options` are {@link DrawGeometryOptions}. */
export function checkGeometryOptions(where: string, options: DrawGeometryOptions): void {
  checkOptions(where, options, { ...names, random: true, height: true, width: true });
  checkValues(where, options, '');
  checkCount(where, 'height', options.height);
  checkCount(where, 'width', options.width);
  checkRandom(where, options.random);
}

function checkValues(where: string, options: AugmentOptions, prefix: string): void {
  for (const [name, check] of Object.entries(checks)) {
    const value: unknown = options[name as keyof AugmentOptions];
    if (value !== undefined) check(where, `${prefix}${name}`, value);
  }
}

function checkElastic(where: string, argument: string, value: unknown): void {
  if (value === null) return;
  const elastic = value as NonNullable<AugmentOptions['elastic']>;
  settleElastic(where, elastic, argument, { probability: true });
  if (elastic.probability !== undefined) checkFraction(where, `${argument}.probability`, elastic.probability);
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function wrong(where: string, argument: string, wanted: string, value: unknown): RangeError {
  return new RangeError(`${where}: ${argument} must be ${wanted}, got ${describe(value)}`);
}
