import { add, conv2dTranspose, engine, relu, type Tensor, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';
import { expectAllClose } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { noise, toTensor } from '../support/plain-tensor.ts';
import { toleranceOf } from './shapes.ts';

const count = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(16, 31, 64, 130));
const squares = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 9 }),
  inputs: count,
  outputs: count,
  side: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(1e6),
});
const RUNS = { numRuns: 40, seed: 21 };

function run(kernel: string, inputs: Record<string, Tensor>, attributes: Record<string, unknown> = {}): Tensor {
  return engine().runKernel(kernel, inputs, attributes as never) as Tensor;
}

describe.each(configurations)('up-convolution, $name', (configuration) => {
  onConfiguration(configuration);

  test('is the transposed convolution whose stride is its side, with bias and activation', () => {
    fc.assert(
      fc.property(squares, fc.boolean(), ({ batch, height, width, inputs, outputs, side, seed }, rectified) => {
        tidy(() => {
          const x = toTensor(noise([batch, height, width, inputs], seed)) as Tensor4D;
          const filter = toTensor(noise([side, side, inputs, outputs], seed + 1)) as Tensor4D;
          const bias = toTensor(noise([outputs], seed + 2));
          const activation = rectified ? 'relu' : 'linear';
          const actual = run('UpConvolution2D', { x, filter, bias }, { activation });
          const shape: [number, number, number, number] = [batch, side * height, side * width, outputs];
          const sums = add(conv2dTranspose(x, transpose(filter, [0, 1, 3, 2]), shape, side, 'valid'), bias);
          const expected = rectified ? relu(sums) : sums;
          expect(actual.shape).toEqual(shape);
          expectAllClose(actual.dataSync(), expected.dataSync(), toleranceOf(inputs));
        });
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('its gradients are its transposes: <dy, up(x)> = <x, dx> = <filter, dFilter>', () => {
    fc.assert(
      fc.property(squares, ({ batch, height, width, inputs, outputs, side, seed }) => {
        tidy(() => {
          const x = toTensor(noise([batch, height, width, inputs], seed));
          const filter = toTensor(noise([side, side, inputs, outputs], seed + 1));
          const dy = toTensor(noise([batch, side * height, side * width, outputs], seed + 2));
          const bias = toTensor({ shape: [outputs], dtype: 'float32', values: new Float32Array(outputs) });
          const up = run('UpConvolution2D', { x, filter, bias }, { activation: 'linear' });
          const dx = run('UpConvolution2DBackpropInput', { dy, filter });
          const dFilter = run('UpConvolution2DBackpropFilter', { x, dy });
          expect(dx.shape).toEqual(x.shape);
          expect(dFilter.shape).toEqual(filter.shape);
          const whole = dot(dy, up);
          // A random walk of as many terms as there are products.
          const error = 1e-5 * Math.sqrt(up.size * inputs) + 1e-5;
          expect(Math.abs(dot(x, dx) - whole)).toBeLessThan(error);
          expect(Math.abs(dot(filter, dFilter) - whole)).toBeLessThan(error);
        });
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('values of another type are refused', () => {
    tidy(() => {
      const x = toTensor({ shape: [1, 1, 1, 4], dtype: 'bool', values: new Uint8Array(4) });
      const filter = toTensor(noise([2, 2, 4, 1], 1));
      const bias = toTensor(noise([1], 2));
      expect(() => run('UpConvolution2D', { x, filter, bias }, { activation: 'linear' })).toThrow(
        new TypeError('UpConvolution2D: x must be float32, got bool'),
      );
    });
  });
});

function dot(a: Tensor, b: Tensor): number {
  const [left, right] = [Float64Array.from(a.dataSync()), b.dataSync()];
  return left.reduce((sum, value, index) => sum + value * right[index]!, 0);
}
