import { engine, getBackend, getKernel, tidy } from '@tensorflow/tfjs-core';
import { backendPolicy, completeConfig } from '@unet/model';
import { tensorPeak } from '@unet-internal/testing';
import { expect, test, vi } from 'vitest';
import { onShapes } from '../src/memory/on-shapes.ts';
import { type ImageShape, predictionOf, trainingStepOf } from '../src/memory/work-on-shapes.ts';
import { ownKernels } from '../src/ops/kernel-names.ts';

/** The names of the kernels that run meanwhile, in their order. */
function kernelsOf(work: () => void): string[] {
  const run = vi.spyOn(engine(), 'runKernel');
  try {
    work();
    return run.mock.calls.map(([name]) => name);
  } finally {
    run.mockRestore();
  }
}

// All operations in as few shapes as can be: a GPU compiles a program for each. At the bottom an even width: webgl copies others to another
// layout.
const shape: ImageShape = [1, 28, 36, 1];
const config = completeConfig({ depth: 1, baseWidth: 2, dropout: 'last-two', upConvolution: 'relu', padding: 'same' });
const valid = completeConfig({ depth: 1, baseWidth: 2 });
const fcn = completeConfig({
  architecture: 'fcn-16s',
  depth: 2,
  baseWidth: 2,
  headKernel: 1,
  headWidth: 2,
  lastUpsampling: 'learned',
});

test.each<[what: string, work: () => void]>([
  ['a step with momentum', () => trainingStepOf(config, shape, 1)],
  ['a step of Adam, without padding', () => trainingStepOf(valid, shape, 2)],
  ['a prediction averaged over symmetries', () => predictionOf(config, shape, true)],
  ['a step of an FCN', () => trainingStepOf(fcn, shape, 1)],
])('the same kernels run and as much is held as on shapes: %s', (_, work) => {
  const inScope = () => {
    tidy(() => {
      work();
    });
  };
  const kernels = kernelsOf(inScope);
  expect(kernels.length).toBeGreaterThan(20);
  let estimated = 0;
  const counted = kernelsOf(() => {
    // The matrix of an unfolded convolution is no tensor.
    estimated = onShapes(getBackend(), inScope, false).peak;
  });
  expect(counted).toEqual(kernels);
  expect(estimated / tensorPeak(inScope)).toBeCloseTo(1, 3);
});

test('this backend has the kernels for whole operations that its policy lists', () => {
  const registered = ownKernels.filter((name) => getKernel(name, getBackend()) !== undefined);
  expect(registered).toEqual([...backendPolicy(getBackend()).own]);
});
