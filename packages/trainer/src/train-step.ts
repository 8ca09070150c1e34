import { dispose, type Scalar, type Tensor, valueAndGrads } from '@tensorflow/tfjs-core';
import { forward, weightedCrossEntropy } from '@unet/model';
import type { Random } from '@unet/tensor/arrays';
import type { Batch } from './batch.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import type { TrainingState } from './training-state.ts';

/** Options of {@link trainStep}. */
export interface TrainStepOptions {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  /** Draws the dropout masks, if the network has dropout. */
  readonly random?: Random;
}

/**
 * One step: forward pass, loss, gradients, update. Replaces the tensors of `state`, whose old ones are released, and counts up.
 * Nothing is read back, so that on a GPU it returns before the work is done.
 * @param batch stays the caller's
 * @returns the loss before the update, a scalar owned by the caller
 */
export function trainStep(state: TrainingState, batch: Batch, options: TrainStepOptions): Scalar {
  const names = Object.keys(state.parameters);
  const lossOf = (...values: Tensor[]): Scalar => {
    const parameters = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
    const logits = forward(state.config, parameters, batch.image, { dropout: options.random });
    return weightedCrossEntropy(logits, batch.label, batch.weight);
  };
  const { value: loss, grads } = valueAndGrads(lossOf)(Object.values(state.parameters));
  const next = options.optimizer.update({
    parameters: state.parameters,
    gradients: Object.fromEntries(names.map((name, index) => [name, grads[index]!])),
    state: state.optimizerState,
    learningRate: options.learningRate,
    step: state.step,
  });
  dispose([grads, state.parameters, state.optimizerState] as Parameters<typeof dispose>[0]);
  state.parameters = next.parameters;
  state.optimizerState = next.state;
  state.step += 1;
  return loss as Scalar;
}
