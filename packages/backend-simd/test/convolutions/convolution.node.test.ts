import { conv2d, fused, type Tensor, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { noise } from '../support/plain-tensor.ts';
import { anyConvolution, type Shapes, speckled, toleranceOf } from './shapes.ts';

const RUNS = { numRuns: 60, seed: 11 };

function convolve({ strides, pad, dilations }: Shapes): (x: Tensor4D, filter: Tensor4D) => Tensor {
  return (x, filter) =>
    conv2d(x, filter, strides, pad, 'NHWC', dilations, typeof pad === 'string' ? undefined : 'floor');
}

function fuse({ strides, pad, dilations }: Shapes, activation: 'linear' | 'relu' | 'relu6' | 'elu' | 'sigmoid') {
  return (x: Tensor4D, filter: Tensor4D, bias: Tensor1D): Tensor =>
    fused.conv2d({
      x,
      filter,
      bias,
      strides,
      pad,
      dilations,
      activation,
      ...(typeof pad === 'string' ? {} : { dimRoundingMode: 'floor' as const }),
    });
}

const termsOf = ({ filter: [rows, columns, inputs] }: Shapes) => rows * columns * inputs;

describe.each(configurations)('convolution, $name', (configuration) => {
  onConfiguration(configuration);

  test('any filter over any image', async () => {
    await fc.assert(
      fc.asyncProperty(anyConvolution, fc.nat(), async (shapes, seed) => {
        const inputs = [noise(shapes.x, seed), noise(shapes.filter, seed + 1)];
        await expectAsOnCpu(inputs, convolve(shapes), toleranceOf(termsOf(shapes)));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid'] as const)('with bias and %s', async (activation) => {
    await fc.assert(
      fc.asyncProperty(anyConvolution, fc.nat(), async (shapes, seed) => {
        const inputs = [noise(shapes.x, seed), noise(shapes.filter, seed + 1), noise([shapes.filter[3]], seed + 2)];
        await expectAsOnCpu(inputs, fuse(shapes, activation), toleranceOf(termsOf(shapes)));
      }),
      runsOf(configuration, { ...RUNS, numRuns: 12 }),
    );
  });

  test('infinities and NaN reach the sums that see them, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(anyConvolution, fc.nat(1e6), fc.boolean(), async (shapes, seed, inFilter) => {
        const x = inFilter ? noise(shapes.x, seed) : speckled(shapes.x, seed, 0.002);
        const filter = inFilter ? speckled(shapes.filter, seed, 0.01) : noise(shapes.filter, seed);
        await expectAsOnCpu([x, filter], convolve(shapes), toleranceOf(termsOf(shapes)));
      }),
      runsOf(configuration, RUNS),
    );
  });

  // Sizes at which the threads really share the work, in both of Winograd's orders.
  test.each<[string, Shapes, string[]]>([
    ['many pixels', shapesOf([1, 39, 42, 16], 3, 24), ['winogradFilter', 'winogradByTiles']],
    ['many channels', shapesOf([2, 11, 9, 48], 3, 130), ['winogradInput', 'winogradByOutputs']],
    ['one input channel', shapesOf([1, 40, 40, 1], 3, 16), ['packRight', 'multiplyPixels']],
    ['one by one', shapesOf([1, 40, 41, 24], 1, 2), ['packRight', 'multiplyPixels']],
    ['many columns, few pixels', shapesOf([1, 3, 3, 300], 1, 300), ['packRight', 'multiplyPixels']],
  ])('%s', async (_, shapes, kernels) => {
    const inputs = [noise(shapes.x, 1), noise(shapes.filter, 2)];
    const ran = await expectAsOnCpu(inputs, convolve(shapes), toleranceOf(termsOf(shapes)));
    expect(ran).toEqual(expect.arrayContaining(kernels));
  });
});

function shapesOf(x: Shapes['x'], side: number, outputs: number): Shapes {
  return { x, filter: [side, side, x[3], outputs], strides: [1, 1], dilations: [1, 1], pad: 'valid' };
}

describe.each(['winograd4', 'winograd2', 'direct'] as const)('3x3 by %s', (convolution) => {
  onConfiguration({ threads: 2, convolution });

  test('is as accurate as promised', async () => {
    const shapes = shapesOf([1, 50, 50, 64], 3, 32);
    const inputs = [noise(shapes.x, 1), noise(shapes.filter, 2)];
    // The largest of so many sums of 576 products is about 4.5 standard deviations of 24.
    const error = { winograd4: 2e-5, winograd2: 2e-6, direct: 2e-6 }[convolution];
    const ran = await expectAsOnCpu(inputs, convolve(shapes), { absolute: error * 4.5 * 24, relative: 0 });
    expect(ran.some((kernel) => kernel.startsWith('winograd'))).toBe(convolution !== 'direct');
  });
});
