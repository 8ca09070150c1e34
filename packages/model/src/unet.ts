import { dispose } from '@tensorflow/tfjs-core';
import type { UNetConfig } from './config.ts';
import { type BorrowedNetwork, type CreateNetworkOptions, type Network, networkOf } from './network.ts';
import { isFCN, type NetworkConfig, type PartialNetworkConfig, wholeConfig } from './network-config.ts';
import { checkOwned } from './ownership.ts';

/** A U-Net: what it is, and its weights. A plain value; its maker disposes it with {@link disposeUNet}. */
export type UNet = Network<UNetConfig>;

/** A U-Net whose weights belong to someone else. */
export type BorrowedUNet = BorrowedNetwork<UNetConfig>;

/**
 * Makes a U-Net with freshly drawn weights: filters from a normal distribution with standard deviation sqrt(2 / N), N = kernel area x input
 * channels (He et al. 2015; Ronneberger et al. 2015, section 3), biases 0. `createNetwork` makes other networks, too.
 * @param config what differs from {@link paperConfig}
 * @returns a network that the caller owns
 * @throws RangeError for a configuration that is out of range or of another architecture, TypeError for unknown fields and options
 * @example
 * const unet = createUNet({ baseWidth: 16, depth: 3 }, { seed: 1 });
 */
export function createUNet(config: Partial<UNetConfig> = {}, options: CreateNetworkOptions = {}): UNet {
  const where = 'createUNet';
  const whole: NetworkConfig = wholeConfig(where, config as PartialNetworkConfig);
  if (!isFCN(whole)) return networkOf(where, whole, options);
  throw new RangeError(`${where}: architecture must be "u-net", got "${whole.architecture}": use createNetwork`);
}

/**
 * Releases the weights of a network, whatever its architecture; a second call does nothing.
 * @throws TypeError for a borrowed network, and for one that was handed over to a training state: `disposeTrainingState` of `@unet/trainer`
 * releases their weights
 */
export function disposeUNet(unet: Network): void {
  checkOwned('disposeUNet', unet);
  dispose(unet.parameters);
}
