import { dispose } from '@tensorflow/tfjs-core';
import type { BorrowedNetwork, Network, NetworkConfig } from '@unet/model';
import { checkOwned, checkUNet, handOver } from '@unet/model/internal';
import { checkInteger, describe } from '@unet/tensor/internal';
import {
  checkOptimizer,
  checkSameOptimizer,
  identityOf,
  type NamedTensors,
  type Optimizer,
} from './optimizers/optimizer.ts';

/**
 * All that changes in a training run. `train` replaces the tensors at every step; whenever it yields, the state is whole and can
 * be saved, evaluated or left.
 */
export interface TrainingState {
  readonly config: NetworkConfig;
  /** Trained weights, by the network's names. */
  parameters: NamedTensors;
  /** The optimiser's own tensors. */
  optimizerState: NamedTensors;
  /** Name and settings of the optimiser that the state was made for: any other is refused. */
  readonly optimizer: Required<Pick<Optimizer, 'name' | 'settings'>>;
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
export function createTrainingState(unet: Network, optimizer: Optimizer): TrainingState {
  const where = 'createTrainingState';
  checkOwned(where, unet);
  checkUNet(where, unet);
  checkOptimizer(where, optimizer);
  const { config, parameters } = unet;
  // Before the optimiser's tensors, which a throw would leave behind.
  const identity = identityOf(optimizer);
  const optimizerState = optimizer.initialise(parameters);
  const state = { config, parameters, optimizerState, optimizer: identity, step: 0 };
  // Last, so that the network is the caller's if the optimiser fails.
  handOver(unet, where);
  return state;
}

/**
 * The network as it is now, to segment with, evaluate or save. It is borrowed: its weights belong to the state and are gone after the next
 * step, and `disposeUNet` refuses it.
 * @throws TypeError for what is no state, or one that was disposed
 * @example
 * const label = await segment(currentUNet(state), image, { output: 'label' });
 */
export function currentUNet(state: TrainingState): BorrowedNetwork {
  checkState('currentUNet', state);
  return { config: state.config, parameters: state.parameters, borrowed: true };
}

/**
 * Releases the weights and the optimiser's tensors. May be called again.
 * @throws TypeError for what is no state
 */
export function disposeTrainingState(state: TrainingState): void {
  checkForm('disposeTrainingState', state);
  dispose(state.parameters);
  dispose(state.optimizerState);
}

/** Throws unless `state` is a {@link TrainingState} that was not disposed. */
export function checkState(where: string, state: TrainingState): void {
  checkForm(where, state);
  checkInteger(where, 'state.step', state.step, 0);
  const tensors = [...Object.values(state.parameters), ...Object.values(state.optimizerState)];
  if (tensors.some((tensor) => tensor?.isDisposed)) throw new TypeError(`${where}: state was disposed`);
}

/** {@link checkState}, and throws unless `optimizer` is the one that the state was made for, or its equal. */
export function checkStateFor(where: string, state: TrainingState, optimizer: Optimizer): void {
  checkState(where, state);
  checkSameOptimizer(where, optimizer, state.optimizer);
}

function checkForm(where: string, state: TrainingState): void {
  const { config, parameters, optimizerState, optimizer } = state ?? {};
  if ([config, parameters, optimizerState, optimizer].every((part) => typeof part === 'object' && part !== null))
    return;
  throw new TypeError(`${where}: state must be made by createTrainingState, got ${describe(state)}`);
}
