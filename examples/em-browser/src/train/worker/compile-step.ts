import { dispose, type Tensor, type Tensor3D, type Tensor4D, zeros } from '@tensorflow/tfjs-core';
import { compileAhead } from '@unet/backends';
import { outputSize, parameterShapes } from '@unet/model';
import { createRandom } from '@unet/tensor/arrays';
import { createTrainingState, disposeTrainingState, type Optimizer, trainStep } from '@unet/trainer';
import type { RunPlan } from '../../storage/stored-run.ts';

/** Has a GPU compile the programs of a training step all at once: met one after the other in the first step, they take several times as long. */
export async function compileStep({ config, inputSize }: RunPlan, optimizer: Optimizer): Promise<void> {
  const side = outputSize(config, inputSize)!;
  await compileAhead(() => {
    const parameters: Record<string, Tensor> = {};
    for (const [name, shape] of Object.entries(parameterShapes(config))) parameters[name] = zeros(shape);
    const state = createTrainingState({ config, parameters }, optimizer);
    const batch = {
      image: zeros([1, inputSize, inputSize, config.channels]) as Tensor4D,
      label: zeros([1, side, side], 'int32') as Tensor3D,
      weight: zeros([1, side, side]) as Tensor3D,
    };
    dispose(trainStep(state, batch, { optimizer, learningRate: 1e-3, random: createRandom(0) }));
    dispose([batch.image, batch.label, batch.weight]);
    disposeTrainingState(state);
  });
}
