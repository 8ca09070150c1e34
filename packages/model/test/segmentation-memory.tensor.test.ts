import { dispose, getBackend, type Tensor4D } from '@tensorflow/tfjs-core';
import { createNetwork, disposeUNet, type PartialNetworkConfig, parameterCount, segmentationMemory } from '@unet/model';
import { tensorPeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { predictTiles } from '../src/predict-tiles.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';

const cases: [config: PartialNetworkConfig, height: number, width: number, batch: number, symmetries: boolean][] = [
  [{ depth: 2, baseWidth: 8 }, 92, 92, 1, false],
  [{ depth: 2, baseWidth: 8 }, 92, 76, 2, false],
  [{ depth: 1, baseWidth: 8, padding: 'same' }, 64, 48, 1, false],
  [{ depth: 2, baseWidth: 6, upConvolution: 'relu', classes: 4, channels: 3 }, 68, 68, 3, false],
  [{ depth: 1, baseWidth: 4, classes: 3 }, 60, 60, 2, true],
  [{ architecture: 'fcn-8s', depth: 3, baseWidth: 8, headKernel: 3, headWidth: 32 }, 84, 68, 2, false],
];

test.each(cases)('the estimate is what is measured, %j, %i x %i, batch %i, symmetries %s', (...given) => {
  const [config, height, width, batchSize, symmetries] = given;
  const unet = createNetwork(config);
  const x = toTensor<Tensor4D>(plainNoise('x', [batchSize, height, width, unet.config.channels]));
  const held = 4 * (x.size + parameterCount(config));
  const measured = held + tensorPeak(() => predictTiles(unet, x, symmetries).dispose());
  const options = { inputSize: { height, width }, batchSize, symmetries, backendName: getBackend() };
  // The matrix of an unfolded convolution is no tensor.
  const { peak } = segmentationMemory(config, { ...options, unfoldsConvolutions: false });
  expect(peak / measured).toBeGreaterThan(0.999);
  expect(peak / measured).toBeLessThan(1.001);
  dispose(x);
  disposeUNet(unet);
});
