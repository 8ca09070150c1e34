import { dispose } from '@tensorflow/tfjs-core';
import type { UNet, UNetConfig } from '@unet/model';
import type { NamedTensors, Optimizer } from './optimizers/optimizer.ts';

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
 * Starts a run. The state takes over the network's weights: dispose the state, not the network.
 * @example
 * const state = createTrainingState(createUNet({ depth: 3, baseWidth: 8 }), adam());
 */
export function createTrainingState(unet: UNet, optimizer: Optimizer): TrainingState {
  return {
    config: unet.config,
    parameters: unet.parameters,
    optimizerState: optimizer.initialise(unet.parameters),
    step: 0,
  };
}

/** The network as it is now. Its weights belong to the state and are gone after the next step. */
export function currentUNet(state: TrainingState): UNet {
  return { config: state.config, parameters: state.parameters };
}

/** Releases the weights and the optimiser's tensors. */
export function disposeTrainingState(state: TrainingState): void {
  dispose(state.parameters);
  dispose(state.optimizerState);
}
