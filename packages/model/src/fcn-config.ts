import type { Scaling } from '@unet/tensor/arrays';
import { checkOptions } from '@unet/tensor/internal';
import { checkFields } from './check-config.ts';

/** Which predictions an FCN adds up: that of the last pooling alone ('fcn-32s'), that of the one before, that of the two before. */
export type FCNArchitecture = 'fcn-32s' | 'fcn-16s' | 'fcn-8s';

/** What a fully convolutional network is (Long, Shelhamer, Darrell 2015). Plain JSON; stored with the weights. */
export interface FCNConfig {
  /** The paper's names, which say the last upsampling of a network with five poolings. */
  readonly architecture: FCNArchitecture;
  /** Number of poolings; at least 2 for FCN-16s and 3 for FCN-8s. The paper: 5. */
  readonly depth: number;
  /** Channels of the first block; every level doubles them, up to eight times as many, as in the VGG networks. The paper: 64. */
  readonly baseWidth: number;
  /** Channels of the image. Default 1. */
  readonly channels: number;
  /** Classes; channel c of the output is class c, background first. Default 2. */
  readonly classes: number;
  /** 3 x 3 convolutions before each pooling. Default 2, as VGG-13; the paper's VGG-16 has a third from the third block on. */
  readonly convolutionsPerBlock: number;
  /** Side of the first kernel after the last pooling, odd: what was the first fully connected layer, fc6. The paper: 7. */
  readonly headKernel: number;
  /** Channels of the two layers after the last pooling, fc6 and fc7. The paper: 4096. */
  readonly headWidth: number;
  /** Probability with which dropout, after each of these two layers, sets a value to 0 while training; 0 is none. The paper: 0.5. */
  readonly dropoutRate: number;
  /** Whether the last upsampling stays bilinear interpolation, as in the paper, or is learnt like those before it. */
  readonly lastUpsampling: 'fixed' | 'learned';
  /**
   * Only where the kernel fits; there is no other. (The paper adds 100 zeros around the image and crops: what it says near the border then
   * depends on where the border is.)
   */
  readonly padding: 'valid';
  /** How the grey values of files become those that it takes; absent: by their type. */
  readonly scaling?: Scaling;
}

/** The FCN-8s of the paper on grey images, with VGG-13 below: 128,959,558 parameters. */
export const paperFCNConfig: FCNConfig = {
  architecture: 'fcn-8s',
  depth: 5,
  baseWidth: 64,
  channels: 1,
  classes: 2,
  convolutionsPerBlock: 2,
  headKernel: 7,
  headWidth: 4096,
  dropoutRate: 0.5,
  lastUpsampling: 'fixed',
  padding: 'valid',
};

/** Poolings before the last one whose predictions are added. */
const SKIPS: Readonly<Record<FCNArchitecture, number>> = { 'fcn-32s': 0, 'fcn-16s': 1, 'fcn-8s': 2 };

/** The architectures by name. */
export const fcnArchitectures = Object.keys(SKIPS) as readonly FCNArchitecture[];

/** Level, counted in poolings, of the finest prediction that a network adds: 3 for the paper's FCN-8s. */
export function finestLevel({ architecture, depth }: FCNConfig): number {
  return depth - SKIPS[architecture];
}

const FIELDS: Readonly<Record<keyof FCNConfig, true>> = {
  architecture: true,
  depth: true,
  baseWidth: true,
  channels: true,
  classes: true,
  convolutionsPerBlock: true,
  headKernel: true,
  headWidth: true,
  dropoutRate: true,
  lastUpsampling: true,
  padding: true,
  scaling: true,
};

const BOUNDS = {
  baseWidth: [1, 1024],
  channels: [1, 1024],
  classes: [2, 256],
  convolutionsPerBlock: [1, 4],
  headKernel: [1, 15],
  headWidth: [1, 8192],
} as const;

const CHOICES = { lastUpsampling: ['fixed', 'learned'], padding: ['valid'] } as const;

/**
 * The whole configuration of an FCN, checked.
 * @param where name of the calling function, the start of the message
 */
export function wholeFCNConfig(where: string, config: Partial<FCNConfig>): FCNConfig {
  checkOptions(where, config as FCNConfig, FIELDS, 'config');
  const whole = { ...paperFCNConfig, ...config };
  // A prediction on the image itself would be none.
  checkFields(where, whole, { depth: [SKIPS[whole.architecture] + 1, 8], ...BOUNDS }, CHOICES);
  if (whole.headKernel % 2 === 0) throw new RangeError(`${where}: headKernel must be odd, got ${whole.headKernel}`);
  return whole;
}
