import { dispose } from '@tensorflow/tfjs-core';
import { createRandom } from '@unet/tensor';
import { completeConfig, type UNetConfig } from './config.ts';
import { initialiseParameters, type Parameters } from './parameters.ts';

/** A network: what it is, and its weights. A plain value; whoever made it disposes it with {@link disposeUNet}. */
export interface UNet {
  readonly config: UNetConfig;
  readonly parameters: Parameters;
}

/**
 * Makes a U-Net with freshly drawn weights.
 * @param config what differs from {@link paperConfig}
 * @param options `seed` of the weights, default 0; the same seed gives the same weights on every backend
 * @throws RangeError for a configuration that makes no sense
 * @example
 * const unet = createUNet({ baseWidth: 16, depth: 3 }, { seed: 1 });
 */
export function createUNet(config: Partial<UNetConfig> = {}, options: { seed?: string | number } = {}): UNet {
  const whole = completeConfig('createUNet', config);
  return { config: whole, parameters: initialiseParameters(whole, createRandom(options.seed ?? 0).fork('weights')) };
}

/** Releases the weights. */
export function disposeUNet(unet: UNet): void {
  dispose(unet.parameters);
}
