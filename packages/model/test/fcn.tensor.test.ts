import { dispose, grad, memory, profile, type Tensor, type Tensor4D, tensor, tensor4d } from '@tensorflow/tfjs-core';
import { FileError } from '@unet/files';
import {
  createNetwork,
  createUNet,
  disposeUNet,
  encodeUNet,
  type FCN,
  type FCNArchitecture,
  forward,
  loadNetwork,
  loadUNet,
  outputSize,
  type PartialFCNConfig,
  parameterShapes,
  type SegmentOptions,
  segment,
} from '@unet/model';
import { createRandom } from '@unet/tensor';
import { expectAllClose, expectNoLeak, randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { plainNoise, toTensor } from './reference/plain-array.ts';
import { rounding } from './with-unet.ts';

const small = { baseWidth: 3, headKernel: 3, headWidth: 8 } as const;

/** Runs `work` with a small network whose predictions are not zero, as they start, and sees to it that nothing is left. */
async function withFCN(config: PartialFCNConfig, work: (fcn: FCN) => Promise<void>): Promise<void> {
  await expectNoLeak(async () => {
    const fresh = createNetwork({ ...small, ...config }, { seed: 3 });
    const drawn = Object.entries(fresh.parameters).map(([name, value]): [string, Tensor] => [
      name,
      name.startsWith('score') ? toTensor(plainNoise(name, value.shape)) : value.clone(),
    ]);
    disposeUNet(fresh);
    const fcn = { config: fresh.config, parameters: Object.fromEntries(drawn) };
    await work(fcn);
    disposeUNet(fcn);
  });
}

describe('a fresh network', () => {
  test('says nothing: its predictions are zero', async () => {
    await expectNoLeak(async () => {
      const fcn = createNetwork({ ...small, architecture: 'fcn-8s', depth: 3, classes: 3 });
      const x = toTensor<Tensor4D>(plainNoise('image', [1, 60, 60, 1]));
      const logits = forward(fcn.config, fcn.parameters, x);
      expect([...(await logits.data())]).toEqual(new Array(2 * 2 * 3).fill(0));
      expect(Object.entries(fcn.parameters).map(([name, { shape }]) => [name, shape])).toEqual(
        Object.entries(parameterShapes(fcn.config)),
      );
      const weights = [...(await fcn.parameters['head.conv1.filter']!.data())];
      const deviation = Math.sqrt(weights.reduce((sum, value) => sum + value ** 2, 0) / weights.length);
      // sqrt(2 / N), and five standard errors.
      const expected = Math.sqrt(2 / (9 * 12));
      expect(Math.abs(deviation - expected)).toBeLessThan((5 * expected) / Math.sqrt(2 * weights.length));
      return [x, logits, ...Object.values(fcn.parameters)];
    });
  });

  test.each(['fixed', 'learned'] as const)(
    'interpolates bilinearly: what rises by a step from pixel to pixel rises by 1 again; last upsampling %s',
    async (lastUpsampling) => {
      await expectNoLeak(async () => {
        const config = { ...small, architecture: 'fcn-32s', depth: 2, headKernel: 1, convolutionsPerBlock: 1 } as const;
        const fcn = createNetwork({ ...config, lastUpsampling });
        // Every pixel looks at its own centre alone, and at the first channel.
        const seen = Object.entries(fcn.parameters).map(([name, value]): [string, Tensor] => {
          if (name.startsWith('up') || name.endsWith('bias')) return [name, value.clone()];
          const [kernel, , inputs, outputs] = value.shape as Tensor4D['shape'];
          const values = new Float32Array(value.size);
          values[((kernel * kernel - 1) / 2) * inputs * outputs] = 1;
          return [name, tensor(values, value.shape)];
        });
        const parameters = Object.fromEntries(seen);
        const side = 30;
        const pixels = Float32Array.from({ length: side * side }, (_, index) => (index % side) + 1);
        const x = tensor4d(pixels, [1, side, side, 1]);
        const logits = forward(fcn.config, parameters, x);
        const [row] = (await logits.array())[0]!;
        const values = row!.map(([first]) => first!);
        expect(values).toHaveLength(outputSize(fcn.config, side)!);
        for (const [index, value] of values.slice(1).entries()) expect(value - values[index]!).toBeCloseTo(1, 4);
        return [x, logits, ...Object.values(fcn.parameters), ...Object.values(parameters)];
      });
    },
  );
});

const architectures: PartialFCNConfig[] = [
  { architecture: 'fcn-32s', depth: 2 },
  { architecture: 'fcn-16s', depth: 2, convolutionsPerBlock: 1 },
  { architecture: 'fcn-16s', depth: 3, channels: 2, classes: 4 },
  { architecture: 'fcn-8s', depth: 3, lastUpsampling: 'learned' },
  { architecture: 'fcn-8s', depth: 4, baseWidth: 1, headKernel: 1, convolutionsPerBlock: 3 },
];

test.each(architectures)('%j runs to the size that outputSize promises', async (config) => {
  await withFCN(config, async (fcn) => {
    const sides = Array.from({ length: 300 }, (_, side) => side).filter((side) => outputSize(fcn.config, side));
    const [height, , width] = sides as [number, number, number];
    const x = toTensor<Tensor4D>(plainNoise('image', [2, height, width, fcn.config.channels]));
    const logits = forward(fcn.config, fcn.parameters, x);
    const expected = [2, outputSize(fcn.config, height), outputSize(fcn.config, width), fcn.config.classes];
    expect(logits.shape).toEqual(expected);
    dispose([x, logits]);
  });
});

describe('several tiles agree with one', () => {
  const cases: [config: PartialFCNConfig, options: SegmentOptions][] = [
    [{ architecture: 'fcn-32s', depth: 1 }, { inputSize: 20 }],
    [
      { architecture: 'fcn-32s', depth: 2 },
      { inputSize: 48, boundary: 'reflect' },
    ],
    [
      { architecture: 'fcn-16s', depth: 2 },
      { inputSize: 52, blend: 'centre', stride: 4 },
    ],
    [
      { architecture: 'fcn-8s', depth: 3 },
      { inputSize: 76, symmetries: true },
    ],
    [{ architecture: 'fcn-8s', depth: 3, lastUpsampling: 'learned', classes: 3 }, { inputSize: 84 }],
    [{ architecture: 'fcn-8s', depth: 3, headKernel: 1, convolutionsPerBlock: 1 }, { inputSize: 54 }],
  ];

  test.each(cases)('%j, %j', async (config, options) => {
    await withFCN(config, async (fcn) => {
      // No side is a multiple of a step, nor of an output square.
      const image = randomImage(37, 51, 1, 'image');
      const { boundary, symmetries } = options;
      const expected = await segment(fcn, image, { boundary, symmetries });
      let tiles = 0;
      const actual = await segment(fcn, image, { ...options, onTile: (_, total) => (tiles = total) });
      expect(tiles).toBeGreaterThan(1);
      const values = Array.from(expected.data);
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.01);
      expectAllClose(actual.data, expected.data, rounding);
    });
  });
});

describe('dropout', () => {
  const x = () => toTensor<Tensor4D>(plainNoise('image', [1, 60, 60, 1]));

  test('acts after both layers of the head while training, each with a fork of its own', async () => {
    await withFCN({ architecture: 'fcn-8s', depth: 3 }, async (fcn) => {
      const random = createRandom(1);
      const forks: (string | number)[] = [];
      const fork = (name: string | number) => {
        forks.push(name);
        return random.fork(name);
      };
      const image = x();
      const [kept, dropped] = [undefined, { ...random, fork }].map((stream) =>
        forward(fcn.config, fcn.parameters, image, { dropout: stream }),
      );
      expect(forks).toEqual(['head.conv1', 'head.conv2']);
      expect(await dropped!.data()).not.toEqual(await kept!.data());
      dispose([image, kept!, dropped!]);
    });
  });

  test('with rate 0 is none, and draws nothing', async () => {
    await withFCN({ architecture: 'fcn-8s', depth: 3, dropoutRate: 0 }, async (fcn) => {
      const image = x();
      const fork = () => {
        throw new Error('drawn');
      };
      forward(fcn.config, fcn.parameters, image, { dropout: { ...createRandom(1), fork } }).dispose();
      image.dispose();
    });
  });
});

test('a file holds a network of any architecture, and a U-Net alone where one is asked for', async () => {
  await withFCN({ architecture: 'fcn-16s', depth: 2 }, async (fcn) => {
    const bytes = await encodeUNet(fcn);
    const copy = await loadNetwork(bytes);
    expect(copy.config).toEqual(fcn.config);
    expect(await encodeUNet(copy)).toEqual(bytes);
    const before = memory().numTensors;
    await expect(loadUNet(bytes)).rejects.toThrow(
      new FileError('U-Net file: architecture must be "u-net", got "fcn-16s": loadNetwork and readNetwork take it'),
    );
    expect(memory().numTensors).toBe(before);
    disposeUNet(copy);
  });
});

test('the file of a U-Net names no architecture, and is read as ever', async () => {
  await expectNoLeak(async () => {
    const unet = createNetwork({ architecture: 'u-net', depth: 1, baseWidth: 2 }, { seed: 1 });
    const bytes = await encodeUNet(unet);
    expect(new TextDecoder().decode(bytes)).not.toContain('architecture');
    const [copy, other] = [await loadUNet(bytes), createUNet({ depth: 1, baseWidth: 2 }, { seed: 1 })];
    expect(await encodeUNet(copy)).toEqual(await encodeUNet(other));
    return [unet, copy, other].flatMap(({ parameters }) => Object.values(parameters));
  });
});

test('what makes U-Nets makes nothing else', () => {
  expect(() => createUNet({ architecture: 'fcn-8s' as 'u-net' })).toThrow(
    new RangeError('createUNet: architecture must be "u-net", got "fcn-8s": use createNetwork'),
  );
});

test('tensors of a file that do not belong to an FCN say whose they are', async () => {
  await withFCN({ architecture: 'fcn-8s', depth: 3 }, async (fcn) => {
    const { 'score.2.bias': _, ...parameters } = fcn.parameters;
    const bytes = await encodeUNet({ ...fcn, parameters });
    await expect(loadNetwork(bytes)).rejects.toThrow(
      new FileError('FCN-8s file: tensor "score.2.bias" is missing', { tensor: 'score.2.bias' }),
    );
  });
});

test.each<FCNArchitecture>(['fcn-32s', 'fcn-16s', 'fcn-8s'])('a gradient of %s leaves nothing behind', async (name) => {
  await withFCN({ architecture: name, depth: 3 }, async (fcn) => {
    const x = toTensor<Tensor4D>(plainNoise('image', [1, 60, 60, 1]));
    const logitsOf = (filter: Tensor) =>
      forward(fcn.config, { ...fcn.parameters, 'down.0.conv1.filter': filter }, x, { dropout: createRandom(1) });
    grad(logitsOf)(fcn.parameters['down.0.conv1.filter']!).dispose();
    x.dispose();
  });
});

test('a prediction does not hold all that the network ever computed', async () => {
  await withFCN({ architecture: 'fcn-8s', depth: 3 }, async (fcn) => {
    const x = toTensor<Tensor4D>(plainNoise('image', [1, 140, 140, 1]));
    const before = memory().numBytes;
    const { kernels, peakBytes, result } = await profile(() => forward(fcn.config, fcn.parameters, x));
    const everything = kernels.reduce((sum, { bytesAdded }) => sum + bytesAdded, 0);
    // 0.22 of it; without a scope around each block and its pooling 0.28.
    expect(peakBytes - before).toBeLessThan(0.25 * everything);
    dispose([x, result]);
  });
});
