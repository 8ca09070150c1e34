import { dispose, type Tensor, type Tensor3D, type Tensor4D, zeros } from '@tensorflow/tfjs-core';
import { compileAhead } from '@unet/backends';
import { outputSize, parameterShapes } from '@unet/model';
import { createRandom } from '@unet/tensor/arrays';
import { createTrainingState, disposeTrainingState, trainStep } from '@unet/trainer';
import type { RunPlan } from '../plan/run-plan.ts';
import { optimizerOf } from './optimisation.ts';

/** Has a GPU compile the programs of a training step all at once: met one after the other in the first step, they take several times as long. */
export async function compileStep({ settings, config, inputSize }: RunPlan): Promise<void> {
  const optimizer = optimizerOf(settings);
  const { batchSize } = settings;
  const side = outputSize(config, inputSize)!;
  await compileAhead(() => {
    const parameters: Record<string, Tensor> = {};
    for (const [name, shape] of Object.entries(parameterShapes(config))) parameters[name] = zeros(shape);
    const state = createTrainingState({ config, parameters }, optimizer);
    const batch = {
      image: zeros([batchSize, inputSize, inputSize, config.channels]) as Tensor4D,
      label: zeros([batchSize, side, side], 'int32') as Tensor3D,
      weight: zeros([batchSize, side, side]) as Tensor3D,
    };
    dispose(trainStep(state, batch, { optimizer, learningRate: 1e-3, random: createRandom(0) }));
    dispose([batch.image, batch.label, batch.weight]);
    disposeTrainingState(state);
  });
}
