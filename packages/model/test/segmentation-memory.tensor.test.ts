import { dispose, getBackend, type Tensor4D } from '@tensorflow/tfjs-core';
import { createUNet, disposeUNet, parameterCount, segmentationMemory, type UNetConfig } from '@unet/model';
import { tensorPeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { predictTiles } from '../src/predict-tiles.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';

/** cpu composes up-convolutions from kernels; simd has one of its own, and so holds less. */
const bounds: Record<string, readonly [least: number, most: number]> = { cpu: [0.999, 1.001], simd: [0.999, 1.35] };
const bound = bounds[getBackend()];

const cases: [config: Partial<UNetConfig>, height: number, width: number, batch: number, symmetries: boolean][] = [
  [{ depth: 2, baseWidth: 8 }, 92, 92, 1, false],
  [{ depth: 2, baseWidth: 8 }, 92, 76, 2, false],
  [{ depth: 1, baseWidth: 8, padding: 'same' }, 64, 48, 1, false],
  [{ depth: 2, baseWidth: 6, upConvolution: 'relu', classes: 4, channels: 3 }, 68, 68, 3, false],
  [{ depth: 1, baseWidth: 4, classes: 3 }, 60, 60, 2, true],
];

describe.runIf(bound)('the estimate is what is measured', () => {
  test.each(cases)('%j, %i x %i, batch %i, symmetries %s', (config, height, width, batchSize, symmetries) => {
    const unet = createUNet(config);
    const x = toTensor<Tensor4D>(plainNoise('x', [batchSize, height, width, unet.config.channels]));
    const held = 4 * (x.size + parameterCount(config));
    const measured = held + tensorPeak(() => predictTiles(unet, x, symmetries).dispose());
    const { peak } = segmentationMemory(config, { inputSize: { height, width }, batchSize, symmetries });
    expect(peak / measured).toBeGreaterThan(bound![0]);
    expect(peak / measured).toBeLessThan(bound![1]);
    dispose(x);
    disposeUNet(unet);
  });
});
