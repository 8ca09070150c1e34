import { checkOptions, checkWord, describe } from '@unet/tensor/internal';
import type { Padding } from './ops/padding.ts';

/** What the network is. Plain JSON; stored with the weights. */
export interface UNetConfig {
  /** Number of poolings, and so of levels above the bottom. The paper: 4. */
  readonly depth: number;
  /** Channels of the first block; every level doubles them. The paper: 64. */
  readonly baseWidth: number;
  /** Channels of the image. The paper: 1. */
  readonly channels: number;
  /** Classes; channel c of the output is class c, background first. The paper: 2. */
  readonly classes: number;
  /** 'valid', as in the paper: the output is smaller by the margin and nothing is made up at its border. 'same': zeros. */
  readonly padding: Padding;
  /**
   * Where dropout is applied while training. 'none': as the paper's figure. 'bottom': at the end of the contracting path, as its
   * text says. 'last-two': after the last contracting block and after the bottom, as in the authors' Caffe release.
   */
  readonly dropout: 'none' | 'bottom' | 'last-two';
  /** Probability with which dropout sets a value to 0. The authors: 0.5. */
  readonly dropoutRate: number;
  /** After an up-convolution: 'linear' as the paper's figure, 'relu' as the authors' Caffe release. */
  readonly upConvolution: 'linear' | 'relu';
}

/** The network of the paper's figure 1: 31,030,658 parameters. */
export const paperConfig: UNetConfig = {
  depth: 4,
  baseWidth: 64,
  channels: 1,
  classes: 2,
  padding: 'valid',
  dropout: 'none',
  dropoutRate: 0.5,
  upConvolution: 'linear',
};

const FIELDS: Readonly<Record<keyof UNetConfig, true>> = {
  depth: true,
  baseWidth: true,
  channels: true,
  classes: true,
  padding: true,
  dropout: true,
  dropoutRate: true,
  upConvolution: true,
};

const BOUNDS = { depth: [1, 8], baseWidth: [1, 1024], channels: [1, 1024], classes: [2, 256] } as const;

const CHOICES = {
  padding: ['valid', 'same'],
  dropout: ['none', 'bottom', 'last-two'],
  upConvolution: ['linear', 'relu'],
} as const;

/**
 * The whole configuration of a network: what is missing is taken from {@link paperConfig}, and everything is checked. Functions that
 * take a `Partial<UNetConfig>` do so themselves.
 * @throws TypeError unless `config` is an object of known fields, RangeError for a value that is out of range
 * @example
 * completeConfig({ baseWidth: 16, padding: 'same' }).depth; // 4
 */
export function completeConfig(config: Partial<UNetConfig>): UNetConfig {
  return wholeConfig('completeConfig', config);
}

/**
 * {@link completeConfig} for other functions of this package.
 * @param where name of the calling function, the start of the message
 */
export function wholeConfig(where: string, config: Partial<UNetConfig>): UNetConfig {
  if (isNetwork(config))
    throw new TypeError(`${where}: config must be a configuration, got a network: pass unet.config`);
  checkOptions(where, config, FIELDS, 'config');
  const whole = { ...paperConfig, ...config };
  for (const [field, [low, high]] of Object.entries(BOUNDS)) {
    const value = whole[field as keyof typeof BOUNDS];
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new RangeError(`${where}: ${field} must be an integer from ${low} to ${high}, got ${describe(value)}`);
    }
  }
  // The type as well: "0.5" compares like a number.
  if (typeof whole.dropoutRate !== 'number' || !(whole.dropoutRate >= 0 && whole.dropoutRate < 1)) {
    throw new RangeError(`${where}: dropoutRate must be in [0, 1), got ${describe(whole.dropoutRate)}`);
  }
  for (const [field, choices] of Object.entries(CHOICES)) {
    checkWord(where, field, whole[field as keyof typeof CHOICES], choices);
  }
  return whole;
}

function isNetwork(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'config' in value && 'parameters' in value;
}
