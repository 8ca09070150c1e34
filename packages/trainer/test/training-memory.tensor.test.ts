import { dispose, getBackend } from '@tensorflow/tfjs-core';
import {
  completeConfig,
  createNetwork,
  type NetworkConfig,
  outputSize,
  type PartialNetworkConfig,
  parameterCount,
  trainingMemory,
} from '@unet/model';
import { createRandom } from '@unet/tensor/arrays';
import {
  adam,
  createBatch,
  createTrainingState,
  disposeTrainingState,
  type Optimizer,
  sgd,
  trainStep,
} from '@unet/trainer';
import { randomImage, randomLabel, tensorPeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const cases: [config: PartialNetworkConfig, size: number, batch: number, slots: 1 | 2][] = [
  [{ depth: 2, baseWidth: 8 }, 92, 1, 1],
  [{ depth: 2, baseWidth: 8 }, 76, 2, 2],
  [{ depth: 1, baseWidth: 8, padding: 'same' }, 64, 1, 1],
  [{ depth: 3, baseWidth: 4 }, 124, 1, 1],
  // The update, not the gradients, needs most.
  [{ depth: 2, baseWidth: 16 }, 44, 1, 1],
  [{ depth: 2, baseWidth: 16 }, 44, 1, 2],
  [{ depth: 2, baseWidth: 6, dropout: 'last-two', upConvolution: 'relu', classes: 4, channels: 3 }, 68, 2, 2],
  [{ depth: 2, baseWidth: 6, dropout: 'bottom', padding: 'same' }, 48, 1, 1],
  [{ architecture: 'fcn-8s', depth: 3, baseWidth: 6, headKernel: 3, headWidth: 24, classes: 3 }, 84, 2, 1],
  [{ architecture: 'fcn-32s', depth: 2, baseWidth: 8, headKernel: 1, headWidth: 8, dropoutRate: 0 }, 52, 1, 2],
];

test.each(cases)(
  'the estimate is what is measured for a training step, %j, %i pixels, batch %i, %i slots',
  (...given) => {
    const [config, inputSize, batchSize, optimizerSlots] = given;
    // The matrix of an unfolded convolution is no tensor.
    const options = { inputSize, batchSize, optimizerSlots, backendName: getBackend(), unfoldsConvolutions: false };
    const { peak } = trainingMemory(config, options);
    const optimizer = optimizerSlots === 1 ? sgd() : adam();
    const measured = trainingPeak(completeConfig(config), inputSize, batchSize, optimizer, optimizerSlots);
    expect(peak / measured).toBeGreaterThan(0.999);
    expect(peak / measured).toBeLessThan(1.001);
  },
);

function trainingPeak(config: NetworkConfig, size: number, batch: number, optimizer: Optimizer, slots: number): number {
  const side = outputSize(config, size)!;
  const label = randomLabel(side, side, config.classes, 1);
  const weight = { ...label, data: new Float32Array(label.data.length).fill(1) };
  const sample = { image: randomImage(size, size, config.channels, 1), label, weight };
  const tensors = createBatch(Array(batch).fill(sample));
  const state = createTrainingState(createNetwork(config), optimizer);
  const inputs = 4 * (tensors.image.size + tensors.label.size + tensors.weight.size);
  const held = inputs + 4 * (1 + slots) * parameterCount(config);
  const options = { optimizer, learningRate: 0.1, random: createRandom(1) };
  const peak = tensorPeak(() => trainStep(state, tensors, options).dispose());
  disposeTrainingState(state);
  dispose([tensors.image, tensors.label, tensors.weight]);
  return held + peak;
}
