import { createRandom, requireBackend } from '@unet/tensor';
import { checkOptions } from '@unet/tensor/internal';
import type { UNetConfig } from './config.ts';
import type { FCNConfig } from './fcn-config.ts';
import { type NetworkConfig, type PartialFCNConfig, type PartialNetworkConfig, wholeConfig } from './network-config.ts';
import { initialiseParameters, type Parameters } from './parameters.ts';

/** A network: what it is, and its weights. A plain value; its maker disposes it with `disposeUNet`. */
export interface Network<Config extends NetworkConfig = NetworkConfig> {
  readonly config: Config;
  readonly parameters: Parameters;
  /** Set in a {@link BorrowedNetwork} alone. */
  readonly borrowed?: never;
  /** A training state is no network: `currentUNet` of `@unet/trainer` gives the one in it. */
  readonly optimizerState?: never;
}

/**
 * A network whose weights belong to someone else, such as the training state that `currentUNet` of `@unet/trainer` was asked for: to use, not
 * to dispose. It lasts until its owner replaces or releases the weights.
 */
export interface BorrowedNetwork<Config extends NetworkConfig = NetworkConfig> {
  readonly config: Config;
  readonly parameters: Parameters;
  readonly borrowed: true;
  readonly optimizerState?: never;
}

/** A fully convolutional network (Long, Shelhamer, Darrell 2015). */
export type FCN = Network<FCNConfig>;

/** Options of {@link createNetwork} and `createUNet`. */
export interface CreateNetworkOptions {
  /** Seed of the weights; the same seed gives the same weights on every backend. Default 0. */
  readonly seed?: string | number;
}

/**
 * Makes a network of any architecture with freshly drawn weights: filters from a normal distribution with standard deviation sqrt(2 / N),
 * N = kernel area x input channels (He et al. 2015; Ronneberger et al. 2015, section 3), biases 0. The predictions of an FCN start at zero and
 * its upsamplings as bilinear interpolation (Long et al. 2015, section 4.3).
 * @param config what differs from `paperConfig`, or, where its `architecture` is that of an FCN, from `paperFCNConfig`
 * @returns a network that the caller owns
 * @throws RangeError for a configuration that is out of range, TypeError for unknown fields and options
 * @example
 * const fcn = createNetwork({ architecture: 'fcn-8s', depth: 4, baseWidth: 16, headWidth: 256, headKernel: 3 }, { seed: 1 });
 */
export function createNetwork(config: Partial<UNetConfig>, options?: CreateNetworkOptions): Network<UNetConfig>;
export function createNetwork(config: PartialFCNConfig, options?: CreateNetworkOptions): FCN;
export function createNetwork(config: PartialNetworkConfig, options?: CreateNetworkOptions): Network;
export function createNetwork(config: PartialNetworkConfig, options: CreateNetworkOptions = {}): Network {
  return networkOf('createNetwork', wholeConfig('createNetwork', config), options);
}

/**
 * A network with freshly drawn weights.
 * @param where name of the calling function, the start of the message
 */
export function networkOf<Config extends NetworkConfig>(
  where: string,
  config: Config,
  options: CreateNetworkOptions,
): Network<Config> {
  checkOptions(where, options, { seed: true });
  requireBackend(where);
  return { config, parameters: initialiseParameters(config, createRandom(options.seed ?? 0).fork('weights')) };
}
