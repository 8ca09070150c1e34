import { engine, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu, type Remembered } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { floats, noise, type PlainTensor, toTensor } from '../support/plain-tensor.ts';
import { convolve64, filterGradient64 } from './convolve64.ts';
import { hasProducts, infoOf, type Shapes, speckled, toleranceOf, undilated } from './shapes.ts';

const RUNS = { numRuns: 60, seed: 12 };
const FEW_RUNS = { numRuns: 15, seed: 14 };

/** The cpu backend takes a hundred times as long for a gradient with respect to the filter as a loop does: this stands in its place. */
function byDefinition(shapes: Shapes, x: PlainTensor, dy: PlainTensor): Remembered {
  const reference = floats(shapes.filter, filterGradient64(x.values, dy.values, infoOf(shapes)));
  return { references: new Map([['', [reference]]]), key: '' };
}

function inputGradient({ x, strides, pad }: Shapes): (dy: Tensor, filter: Tensor) => Tensor {
  const attributes = { inputShape: x, strides, pad, dataFormat: 'NHWC', dimRoundingMode: 'floor' };
  return (dy, filter) => engine().runKernel('Conv2DBackpropInput', { dy, filter }, attributes as never) as Tensor;
}

function filterGradient({ filter, strides, pad }: Shapes): (x: Tensor, dy: Tensor) => Tensor {
  const attributes = { filterShape: filter, strides, pad, dataFormat: 'NHWC', dimRoundingMode: 'floor' };
  return (x, dy) => engine().runKernel('Conv2DBackpropFilter', { x, dy }, attributes as never) as Tensor;
}

const pixelsOf = (shape: readonly number[]) => shape[0]! * shape[1]! * shape[2]!;
const inputTolerance = ({ filter: [rows, columns, , outputs] }: Shapes) => toleranceOf(rows * columns * outputs);
const filterTolerance = (shapes: Shapes) => toleranceOf(pixelsOf(infoOf(shapes).outShape));

describe.each(configurations)('gradients of convolutions, $name', (configuration) => {
  onConfiguration(configuration);

  test('with respect to the input', async () => {
    await fc.assert(
      fc.asyncProperty(undilated, fc.nat(), async (shapes, seed) => {
        const inputs = [noise(infoOf(shapes).outShape, seed), noise(shapes.filter, seed + 1)];
        await expectAsOnCpu(inputs, inputGradient(shapes), inputTolerance(shapes));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('with respect to the filter', async () => {
    await fc.assert(
      fc.asyncProperty(undilated, fc.nat(), async (shapes, seed) => {
        const [x, dy] = [noise(shapes.x, seed), noise(infoOf(shapes).outShape, seed + 1)];
        await expectAsOnCpu([x, dy], filterGradient(shapes), filterTolerance(shapes), byDefinition(shapes, x, dy));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('infinities and NaN reach what they belong to, and nothing else', async () => {
    await fc.assert(
      // Where infinities would meet what lies outside the image the cpu backend computes, which is slow.
      fc.asyncProperty(
        undilated.filter(hasProducts(4e5)),
        fc.nat(1e6),
        fc.boolean(),
        async (shapes, seed, inGradient) => {
          const fill = (special: boolean, shape: readonly number[]) =>
            special ? speckled(shape, seed, 0.003) : noise(shape, seed);
          const dy = fill(inGradient, infoOf(shapes).outShape);
          await expectAsOnCpu([dy, fill(!inGradient, shapes.filter)], inputGradient(shapes), inputTolerance(shapes));
          const x = fill(!inGradient, shapes.x);
          await expectAsOnCpu([x, dy], filterGradient(shapes), filterTolerance(shapes), byDefinition(shapes, x, dy));
        },
      ),
      runsOf(configuration, FEW_RUNS),
    );
  });

  test.each<[string, Shapes, string[]]>([
    ['many pixels', shapesOf([1, 40, 42, 16], 24), ['winogradByTiles', 'winogradGradientByTiles']],
    ['many channels', shapesOf([1, 9, 9, 130], 140), ['winogradByOutputs', 'winogradGradientByChannels']],
  ])('%s', async (_, shapes, kernels) => {
    const [x, dy, filter] = [noise(shapes.x, 1), noise(infoOf(shapes).outShape, 2), noise(shapes.filter, 3)];
    const ran = [
      ...(await expectAsOnCpu([dy, filter], inputGradient(shapes), inputTolerance(shapes))),
      ...(await expectAsOnCpu([x, dy], filterGradient(shapes), filterTolerance(shapes), byDefinition(shapes, x, dy))),
    ];
    expect(ran).toEqual(expect.arrayContaining(kernels));
  });

  test('with respect to the filter, from more tiles than are summed at a time', async () => {
    const shapes = shapesOf([1, 180, 170, 8], 8);
    const [x, dy] = [noise(shapes.x, 1), noise(infoOf(shapes).outShape, 2)];
    const reference = byDefinition(shapes, x, dy);
    const ran = await expectAsOnCpu([x, dy], filterGradient(shapes), filterTolerance(shapes), reference);
    expect(ran).toContain('winogradGradientByTiles');
  });

  test('agree with finite differences in double precision', () => {
    fc.assert(
      fc.property(undilated, fc.nat(1e6), (shapes, seed) => {
        const info = infoOf(shapes);
        const [x, filter, dy] = [noise(shapes.x, seed), noise(shapes.filter, seed + 1), noise(info.outShape, seed + 2)];
        const loss = (values: Float64Array, weights: Float64Array): number =>
          convolve64(values, weights, info).reduce((sum, value, index) => sum + value * dy.values[index]!, 0);
        const tensors = [x, filter, dy].map(toTensor) as [Tensor, Tensor, Tensor];
        const dx = inputGradient(shapes)(tensors[2], tensors[1]);
        const dFilter = filterGradient(shapes)(tensors[0], tensors[2]);
        const [values, weights] = [Float64Array.from(x.values), Float64Array.from(filter.values)];
        const before = loss(values, weights);
        for (const [gradient, into, tolerance] of [
          [dx, values, inputTolerance(shapes)],
          [dFilter, weights, filterTolerance(shapes)],
        ] as const) {
          const place = seed % into.length;
          // The loss is linear in each of the two, so that the difference over any distance is the derivative.
          into[place]! += 1;
          const difference = loss(values, weights) - before;
          into[place]! -= 1;
          expect(Math.abs(gradient.dataSync()[place]! - difference)).toBeLessThan(
            tolerance.absolute + 1e-5 * Math.abs(difference),
          );
        }
        for (const tensor of [...tensors, dx, dFilter]) tensor.dispose();
      }),
      { numRuns: 25, seed: 13 },
    );
  });
});

function shapesOf(x: Shapes['x'], outputs: number): Shapes {
  return { x, filter: [3, 3, x[3], outputs], strides: [1, 1], dilations: [1, 1], pad: 'valid' };
}
