import { describe } from '@unet/tensor/internal';
import type { BorrowedNetwork, Network } from './network.ts';
import type { Parameters } from './parameters.ts';

// Networks are plain values, so that it is noted here whose weights a training state has taken.
const handedOver = new WeakSet<object>();

/**
 * Throws unless `unet` is a network with weights that can be used.
 * @param where name of the calling function, the start of the message
 * @throws TypeError for what is no network (a training state is none), for one that was disposed or handed over to a training state, and for
 * one that was borrowed from a state whose weights have changed since
 */
export function checkUNet(where: string, unet: Network | BorrowedNetwork): void {
  checkForm(where, unet, 'pass currentUNet(state)');
  if (handedOver.has(unet)) throw wasHandedOver(where, 'use currentUNet(state)');
  if (unet.borrowed && hasDisposed(unet.parameters)) {
    throw new TypeError(
      `${where}: unet was borrowed from a training state whose weights have changed: call currentUNet(state) again`,
    );
  }
  checkParameters(where, unet.parameters);
}

/** Throws a TypeError where one of the weights is disposed. */
export function checkParameters(where: string, parameters: Parameters): void {
  if (!hasDisposed(parameters)) return;
  if (handedOver.has(parameters)) throw wasHandedOver(where, 'use currentUNet(state)');
  throw new TypeError(`${where}: unet was disposed`);
}

/** Throws a TypeError unless the caller may dispose the network or give it away; one that is disposed already passes. */
export function checkOwned(where: string, unet: Network): void {
  checkForm(where, unet, 'its weights belong to the state until disposeTrainingState(state)');
  if (unet.borrowed) {
    throw new TypeError(`${where}: unet must be one that is owned, got one borrowed from a training state`);
  }
  if (handedOver.has(unet)) throw wasHandedOver(where, 'its weights belong to the state');
}

/**
 * Notes that a training state has taken the weights of a network: from now on every function refuses `unet`. The tensors stay as they are.
 * @param where name of the calling function, the start of the message
 * @throws TypeError for a network that is not the caller's to give away, or that was disposed
 */
export function handOver(unet: Network, where = 'createTrainingState'): void {
  checkOwned(where, unet);
  checkUNet(where, unet);
  handedOver.add(unet);
  // Copies of the network may hold the same record: checkParameters knows why its tensors are gone.
  handedOver.add(unet.parameters);
}

/** @param remedy for a training state, which has the form of a network and more */
function checkForm(where: string, unet: Network | BorrowedNetwork, remedy: string): void {
  if (!(isObject(unet) && isObject(unet.config) && isObject(unet.parameters))) {
    throw new TypeError(`${where}: unet must be { config, parameters } as createUNet makes it, got ${describe(unet)}`);
  }
  if ('optimizerState' in unet) {
    throw new TypeError(`${where}: unet must be a network, got a training state: ${remedy}`);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function hasDisposed(parameters: Parameters): boolean {
  return Object.values(parameters).some((tensor) => tensor?.isDisposed);
}

function wasHandedOver(where: string, remedy: string): TypeError {
  return new TypeError(`${where}: unet was handed over to a training state: ${remedy}`);
}
