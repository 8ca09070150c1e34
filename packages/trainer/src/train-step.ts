import { type Scalar, tidy } from '@tensorflow/tfjs-core';
import { forward } from '@unet/model';
import { lossAndGradients } from '@unet/model/internal-tensors';
import type { Random } from '@unet/tensor';
import { checkNotNegative, checkOptions, checkRandom } from '@unet/tensor/internal';
import type { Batch } from './batch.ts';
import type { NamedTensors, Optimizer } from './optimizers/optimizer.ts';
import { checkStateFor, disposeTrainingState, type TrainingState } from './training-state.ts';

/** Options of {@link trainStep}. */
export interface TrainStepOptions {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  /** Draws the dropout masks, if the network has dropout: pass another fork at every step. Default: nothing is dropped. */
  readonly random?: Random | undefined;
}

/**
 * One step: forward pass, loss, gradients, update. Replaces the tensors of `state`, whose old ones are released, and counts up.
 * Nothing is read back, so that on a GPU it returns before the work is done. If it throws, the state is as before.
 * @param batch stays the caller's
 * @returns the loss before the update, a scalar owned by the caller
 * @throws RangeError for images of an illegal size, or labels and weights of another size than the network's output; RangeError for
 * another optimiser than the state was made for; TypeError for a state that was disposed; TypeError, RangeError for wrong or unknown options
 * @example
 * const loss = trainStep(state, batch, { optimizer: sgd(), learningRate: 1e-3 });
 */
export function trainStep(state: TrainingState, batch: Batch, options: TrainStepOptions): Scalar {
  checkOptions('trainStep', options, { optimizer: true, learningRate: true, random: true });
  const { optimizer, learningRate, random } = options;
  checkStateFor('trainStep', state, optimizer);
  const { config, parameters, optimizerState, step } = state;
  checkNotNegative('trainStep', 'learningRate', learningRate);
  if (random !== undefined) checkRandom('trainStep', random);
  // Only loss and update outlive the tidy: not the gradients, nor what an optimiser leaves lying about, nor anything after a throw.
  const { loss, next } = tidy(() => {
    const logitsOf = (weights: NamedTensors) => forward(config, weights, batch.image, { dropout: random });
    const { loss, gradients } = lossAndGradients(logitsOf, parameters, batch);
    const update = optimizer.update({ parameters, gradients, state: optimizerState, learningRate, step });
    return { loss, next: { parameters: update.parameters, state: update.state } };
  });
  disposeTrainingState(state);
  state.parameters = next.parameters;
  state.optimizerState = next.state;
  state.step = step + 1;
  return loss;
}
