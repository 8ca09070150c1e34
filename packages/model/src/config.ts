import type { Scaling } from '@unet/tensor/arrays';
import { checkOptions } from '@unet/tensor/internal';
import { checkFields } from './check-config.ts';
import type { Padding } from './ops/padding.ts';

/** What a U-Net is. Plain JSON; stored with the weights. */
export interface UNetConfig {
  /** Tells it from the networks of other architectures; a whole configuration of a U-Net has none. */
  readonly architecture?: 'u-net';
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
  /** How the grey values of files become those that it takes; absent: by their type. */
  readonly scaling?: Scaling;
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

const FIELDS: Readonly<Record<keyof Omit<UNetConfig, 'architecture'>, true>> = {
  depth: true,
  baseWidth: true,
  channels: true,
  classes: true,
  padding: true,
  dropout: true,
  dropoutRate: true,
  upConvolution: true,
  scaling: true,
};

const BOUNDS = { depth: [1, 8], baseWidth: [1, 1024], channels: [1, 1024], classes: [2, 256] } as const;

const CHOICES = {
  padding: ['valid', 'same'],
  dropout: ['none', 'bottom', 'last-two'],
  upConvolution: ['linear', 'relu'],
} as const;

/**
 * The whole configuration of a U-Net, checked.
 * @param where name of the calling function, the start of the message
 */
export function wholeUNetConfig(where: string, config: Partial<UNetConfig>): UNetConfig {
  checkOptions<Omit<UNetConfig, 'architecture'>>(where, config as UNetConfig, FIELDS, 'config');
  const whole = { ...paperConfig, ...config };
  checkFields(where, whole, BOUNDS, CHOICES);
  return whole;
}
