import { describe } from '@unet/tensor/arrays';
import type { AugmentOptions } from './augment-options.ts';
import { checkObject } from './checks.ts';

/** What a property must be, in words, and the test of it. */
type Rule = readonly [wanted: string, holds: (value: unknown) => boolean];

const switchRule: Rule = ['true or false', (value) => typeof value === 'boolean'];
const factorRule: Rule = ['a finite number >= 1', (value) => isFiniteNumber(value) && value >= 1];
const reachRule: Rule = ['a finite number >= 0', (value) => isFiniteNumber(value) && value >= 0];
const wordRule = (...words: readonly string[]): Rule => [
  words.map((word) => `"${word}"`).join(' or '),
  (value) => words.includes(value as string),
];

const optionRules: Readonly<Record<Exclude<keyof AugmentOptions, 'elastic'>, Rule>> = {
  flips: switchRule,
  quarterTurns: switchRule,
  scale: factorRule,
  shear: ['at least 0 and below 90 degrees', (value) => isFiniteNumber(value) && value >= 0 && value < 90],
  rotation: ['from 0 to 180 degrees', (value) => isFiniteNumber(value) && value >= 0 && value <= 180],
  shift: reachRule,
  gamma: factorRule,
  gain: factorRule,
  offset: reachRule,
  noise: reachRule,
  clip: switchRule,
  imageInterpolation: wordRule('bilinear', 'bicubic'),
  labelInterpolation: wordRule('nearest', 'bilinear'),
  boundary: wordRule('symmetric', 'reflect'),
};

const probabilityRule: Rule = ['from 0 to 1', (value) => isFiniteNumber(value) && value >= 0 && value <= 1];
const elasticRules: Readonly<Record<'dense' | 'coarse', Readonly<Record<string, Rule>>>> = {
  dense: {
    kind: wordRule('dense', 'coarse'),
    probability: probabilityRule,
    sigma: ['a finite number > 0', (value) => isFiniteNumber(value) && value > 0],
    alpha: ['a finite number', isFiniteNumber],
    kernelSize: ['an odd positive integer', (value) => Number.isInteger(value) && (value as number) % 2 === 1],
  },
  coarse: {
    kind: wordRule('dense', 'coarse'),
    probability: probabilityRule,
    grid: ['an integer >= 2', (value) => Number.isInteger(value) && (value as number) >= 2],
    deviation: reachRule,
  },
};

/**
 * Throws unless `options` are {@link AugmentOptions}. Unknown names are refused too: a misspelt option would silently do nothing.
 * @param where name of the calling function, the start of the message
 */
export function checkAugmentOptions(where: string, options: AugmentOptions): void {
  checkObject(where, 'options', options);
  const { elastic, ...rest } = options;
  checkProperties(where, 'options', rest, optionRules);
  if (elastic === undefined || elastic === null) return;
  checkObject(where, 'options.elastic', elastic);
  checkProperties(where, 'options.elastic', elastic, elasticRules[elastic.kind === 'coarse' ? 'coarse' : 'dense']);
}

function checkProperties(
  where: string,
  argument: string,
  properties: object,
  rules: Readonly<Record<string, Rule>>,
): void {
  // The kind decides which other names there may be, so that it is judged first.
  const names = 'kind' in rules ? ['kind', ...Object.keys(properties)] : Object.keys(properties);
  for (const name of names) {
    const value: unknown = properties[name as keyof typeof properties];
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      throw new TypeError(`${where}: ${argument}.${name} is not an option, only ${Object.keys(rules).join(', ')}`);
    }
    const [wanted, holds] = rule;
    if (holds(value) || (value === undefined && name !== 'kind')) continue;
    throw new RangeError(`${where}: ${argument}.${name} must be ${wanted}, got ${describe(value)}`);
  }
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
