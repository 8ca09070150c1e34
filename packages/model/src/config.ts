import { describe } from '@unet/tensor/arrays';
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

const CHOICES = {
  padding: ['valid', 'same'],
  dropout: ['none', 'bottom', 'last-two'],
  upConvolution: ['linear', 'relu'],
} as const;

/**
 * Fills what is missing from {@link paperConfig} and checks everything, also for a configuration that was read from a file.
 * @param where name of the calling function, the start of the message
 * @throws TypeError unless `config` is an object, RangeError naming the field, what it must be, and what came
 * @example
 * completeConfig('train', { baseWidth: 16, padding: 'same' });
 */
export function completeConfig(where: string, config: Partial<UNetConfig>): UNetConfig {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new TypeError(`${where}: config must be an object, got ${describe(config)}`);
  }
  const unknown = Object.keys(config).find((key) => !Object.hasOwn(paperConfig, key));
  if (unknown !== undefined) throw new RangeError(`${where}: config has no field ${describe(unknown)}`);
  const whole = { ...paperConfig, ...config };
  const bounds = { depth: [1, 8], baseWidth: [1, 1024], channels: [1, 1024], classes: [2, 256] } as const;
  for (const [field, [low, high]] of Object.entries(bounds)) {
    const value = whole[field as keyof typeof bounds];
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new RangeError(`${where}: ${field} must be an integer from ${low} to ${high}, got ${describe(value)}`);
    }
  }
  // The type as well: "0.5" compares like a number.
  if (typeof whole.dropoutRate !== 'number' || !(whole.dropoutRate >= 0 && whole.dropoutRate < 1)) {
    throw new RangeError(`${where}: dropoutRate must be in [0, 1), got ${describe(whole.dropoutRate)}`);
  }
  for (const [field, choices] of Object.entries(CHOICES)) {
    const value = whole[field as keyof typeof CHOICES];
    if (!(choices as readonly string[]).includes(value)) {
      const list = choices.map((choice) => `"${choice}"`).join(', ');
      throw new RangeError(`${where}: ${field} must be one of ${list}, got ${describe(value)}`);
    }
  }
  return whole;
}
