import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { createUNet, readParameters, segment, type UNetConfig } from '@unet/model';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import {
  adam,
  constantSchedule,
  createTileSource,
  createTrainingState,
  currentUNet,
  disposeTrainingState,
  type Optimizer,
  sgd,
  train,
} from '@unet/trainer';
import { expectAllClose, expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

/** What a short run gives: losses, weights, and a prediction averaged over the symmetries of the square. */
interface Run {
  readonly losses: readonly number[];
  readonly weights: Awaited<ReturnType<typeof readParameters>>;
  readonly prediction: Float32Array;
}

async function run(backend: string, config: Partial<UNetConfig>, optimizer: Optimizer, rate: number): Promise<Run> {
  await setBackend(backend);
  const unet = createUNet({ depth: 1, baseWidth: 4, ...config }, { seed: 1 });
  const slices: LabelledSliceArrays[] = [
    { image: randomImage(20, 24, 1, 'image'), label: randomLabel(20, 24, unet.config.classes, 'label') },
  ];
  const source = createTileSource(slices, { config: unet.config, inputSize: 28, seed: 1 });
  const state = createTrainingState(unet, optimizer);
  const losses: number[] = [];
  const schedule = constantSchedule(rate);
  for await (const { loss } of train(state, source, { optimizer, schedule, steps: 4 })) losses.push(loss);
  const weights = await readParameters(state.parameters);
  const { data } = await segment(currentUNet(state), slices[0]!.image, { symmetries: true });
  disposeTrainingState(state);
  return { losses, weights, prediction: data };
}

test.each([
  ['sgd', {}, sgd({ momentum: 0.9 }), 0.05],
  ['adam', { dropout: 'bottom', upConvolution: 'relu', classes: 3 }, adam(), 0.01],
] as const)('four steps with %s and a prediction are those of cpu', async (_, config, optimizer, rate) => {
  await expectNoLeak(async () => {
    const expected = await run('cpu', config, optimizer, rate);
    const actual = await run('webgpu', config, optimizer, rate);
    expectAllClose(actual.losses, expected.losses, { relative: 1e-4 });
    expect(Object.keys(actual.weights)).toEqual(Object.keys(expected.weights));
    for (const [name, { data }] of Object.entries(actual.weights)) {
      expectAllClose(data, expected.weights[name]!.data, { absolute: 1e-3 });
    }
    expectAllClose(actual.prediction, expected.prediction, { absolute: 1e-3 });
  });
});
