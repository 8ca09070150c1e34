import { dispose } from '@tensorflow/tfjs-core';
import type { BorrowedUNet, UNet, UNetConfig } from '@unet/model';
import { checkOwned, checkUNet, handOver } from '@unet/model/internal';
import { describe } from '@unet/tensor/internal';
import { checkOptimizer, type NamedTensors, type Optimizer } from './optimizers/optimizer.ts';

/**
 * All that changes in a training run. `train` replaces the tensors at every step; whenever it yields, the state is whole and can
 * be saved, evaluated or left.
 */
export interface TrainingState {
  readonly config: UNetConfig;
  /** Trained weights, by the network's names. */
  parameters: NamedTensors;
  /** The optimiser's own tensors. */
  optimizerState: NamedTensors;
  /** Steps done. */
  step: number;
}

/**
 * Starts a run. The state takes over the network's weights: dispose the state, not the network, which every function refuses from now on;
 * {@link currentUNet} is the network as it is at any time.
 * @throws TypeError for a network that was disposed, borrowed or handed over before, and for what is no optimiser
 * @example
 * const state = createTrainingState(createUNet({ depth: 3, baseWidth: 8 }), adam());
 */
export function createTrainingState(unet: UNet, optimizer: Optimizer): TrainingState {
  const where = 'createTrainingState';
  checkUNet(where, unet);
  checkOwned(where, unet);
  checkOptimizer(where, optimizer);
  const { config, parameters } = unet;
  const state = { config, parameters, optimizerState: optimizer.initialise(parameters), step: 0 };
  // Last, so that the network is the caller's if the optimiser fails.
  handOver(unet, where);
  return state;
}

/**
 * The network as it is now, to segment with, evaluate or save. It is borrowed: its weights belong to the state and are gone after the next
 * step, and `disposeUNet` refuses it.
 * @example
 * const label = await segment(currentUNet(state), image, { output: 'label' });
 */
export function currentUNet(state: TrainingState): BorrowedUNet {
  return { config: state.config, parameters: state.parameters, borrowed: true };
}

/** Releases the weights and the optimiser's tensors. */
export function disposeTrainingState(state: TrainingState): void {
  dispose(state.parameters);
  dispose(state.optimizerState);
}

/** Throws unless `state` is a {@link TrainingState} that was not disposed. */
export function checkState(where: string, state: TrainingState): void {
  const { parameters } = state ?? {};
  if (typeof parameters !== 'object' || parameters === null) {
    throw new TypeError(`${where}: state must be one that createTrainingState makes, got ${describe(state)}`);
  }
  if (Object.values(parameters).some(({ isDisposed }) => isDisposed))
    throw new TypeError(`${where}: state was disposed`);
}
