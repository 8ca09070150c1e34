import { dispose } from '@tensorflow/tfjs-core';
import { createRandom, requireBackend } from '@unet/tensor';
import { checkOptions } from '@unet/tensor/internal';
import { type UNetConfig, wholeConfig } from './config.ts';
import { checkOwned } from './ownership.ts';
import { initialiseParameters, type Parameters } from './parameters.ts';

/** A network: what it is, and its weights. A plain value; its maker disposes it with {@link disposeUNet}. */
export interface UNet {
  readonly config: UNetConfig;
  readonly parameters: Parameters;
  /** Set in a {@link BorrowedUNet} alone. */
  readonly borrowed?: never;
  /** A training state is no network: `currentUNet` of `@unet/trainer` gives the one in it. */
  readonly optimizerState?: never;
}

/**
 * A network whose weights belong to someone else, such as the training state that `currentUNet` of `@unet/trainer` was asked for: to use, not
 * to dispose. It lasts until its owner replaces or releases the weights.
 */
export interface BorrowedUNet {
  readonly config: UNetConfig;
  readonly parameters: Parameters;
  readonly borrowed: true;
  readonly optimizerState?: never;
}

/** Options of {@link createUNet}. */
export interface CreateUNetOptions {
  /** Seed of the weights; the same seed gives the same weights on every backend. Default 0. */
  readonly seed?: string | number;
}

/**
 * Makes a U-Net with freshly drawn weights: filters from a normal distribution with standard deviation sqrt(2 / N), N = kernel area x input
 * channels (He et al. 2015; Ronneberger et al. 2015, section 3), biases 0.
 * @param config what differs from {@link paperConfig}
 * @returns a network that the caller owns
 * @throws RangeError for a configuration that is out of range, TypeError for unknown fields and options
 * @example
 * const unet = createUNet({ baseWidth: 16, depth: 3 }, { seed: 1 });
 */
export function createUNet(config: Partial<UNetConfig> = {}, options: CreateUNetOptions = {}): UNet {
  const whole = wholeConfig('createUNet', config);
  checkOptions('createUNet', options, { seed: true });
  requireBackend('createUNet');
  return { config: whole, parameters: initialiseParameters(whole, createRandom(options.seed ?? 0).fork('weights')) };
}

/**
 * Releases the weights; a second call does nothing.
 * @throws TypeError for a borrowed network, and for one that was handed over to a training state: `disposeTrainingState` of `@unet/trainer`
 * releases their weights
 */
export function disposeUNet(unet: UNet): void {
  checkOwned('disposeUNet', unet);
  dispose(unet.parameters);
}
