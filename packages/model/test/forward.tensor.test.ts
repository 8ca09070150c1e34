import {
  dispose,
  grad,
  memory,
  profile,
  type Rank,
  type Tensor,
  type Tensor4D,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { createUNet, disposeUNet, forward, outputSize, type UNetConfig } from '@unet/model';
import { createRandom } from '@unet/tensor';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { plainNoise, toTensor } from './reference/plain-array.ts';

describe.each([
  { depth: 1, padding: 'valid', height: 18, width: 22 },
  { depth: 2, padding: 'valid', height: 44, width: 52 },
  { depth: 1, padding: 'same', height: 2, width: 6 },
  { depth: 3, padding: 'same', height: 16, width: 8 },
] as const)('depth $depth, $padding, $height x $width', ({ depth, padding, height, width }) => {
  const config: Partial<UNetConfig> = { depth, padding, baseWidth: 3, channels: 5, classes: 3 };

  test('a legal size runs to the size that outputSize promises', async () => {
    await expectNoLeak(() => {
      const unet = createUNet(config);
      const image = zeros<Rank.R4>([2, height, width, 5]);
      const logits = forward(unet.config, unet.parameters, image);
      expect(logits.shape).toEqual([2, outputSize(unet.config, height), outputSize(unet.config, width), 3]);
      return [logits, image, ...Object.values(unet.parameters)];
    });
  });

  test('an illegal size throws, and says so', async () => {
    await expectNoLeak(() => {
      const unet = createUNet(config);
      const wrong = zeros<Rank.R4>([1, height, width + 1, 5]);
      expect(() => forward(unet.config, unet.parameters, wrong)).toThrow(
        /^forward: width must be a legal input size \(nearest \d+ or \d+\), got \d+$/,
      );
      return [wrong, ...Object.values(unet.parameters)];
    });
  });
});

test('what is no image, or has other channels, or lacks a parameter is refused', async () => {
  await expectNoLeak(() => {
    const unet = createUNet({ depth: 1, baseWidth: 2 });
    tidy(() => {
      const flat = zeros<Rank.R3>([18, 18, 1]) as unknown as Tensor4D;
      expect(() => forward(unet.config, unet.parameters, flat)).toThrow(
        new TypeError(
          'forward: image must be a [batch, height, width, channels] float32 tensor, got [18,18,1] float32 tensor',
        ),
      );
      const whole = zeros<Rank.R4>([1, 18, 18, 1], 'int32');
      expect(() => forward(unet.config, unet.parameters, whole)).toThrow(TypeError);
      const colour = zeros<Rank.R4>([1, 18, 18, 3]);
      expect(() => forward(unet.config, unet.parameters, colour)).toThrow(
        new RangeError('forward: image must have 1 channels, got 3'),
      );
      const { 'head.bias': _, ...rest } = unet.parameters;
      expect(() => forward(unet.config, rest, zeros<Rank.R4>([1, 18, 18, 1]))).toThrow(
        new RangeError('forward: parameters must hold head.bias'),
      );
    });
    return Object.values(unet.parameters);
  });
});

describe('options of the network', () => {
  const image = () => toTensor<Tensor4D>(plainNoise('image', [1, 44, 44, 1]));

  /** Logits of a network that differs from the others in this alone. */
  async function logitsOf(config: Partial<UNetConfig>, seed?: number): Promise<Float32Array> {
    const unet = createUNet({ depth: 2, baseWidth: 4, ...config }, { seed: 5 });
    const x = image();
    const options = seed === undefined ? {} : { dropout: createRandom(seed) };
    const logits = forward(unet.config, unet.parameters, x, options);
    const values = (await logits.data()) as Float32Array;
    dispose([logits, x]);
    disposeUNet(unet);
    return new Float32Array(values);
  }

  test('dropout acts where it is asked for, while training alone', async () => {
    const none = await logitsOf({});
    expect(await logitsOf({}, 1)).toEqual(none);
    expect(await logitsOf({ dropout: 'bottom' })).toEqual(none);
    const bottom = await logitsOf({ dropout: 'bottom' }, 1);
    const lastTwo = await logitsOf({ dropout: 'last-two' }, 1);
    expect(bottom).not.toEqual(none);
    expect(lastTwo).not.toEqual(bottom);
    expect(await logitsOf({ dropout: 'last-two', dropoutRate: 0 }, 1)).toEqual(none);
  });

  test.each([
    ['none', []],
    ['bottom', ['bottom']],
    ['last-two', ['down.1', 'bottom']],
  ] as const)('%s drops after %j, each with its own fork', (dropout, expected) => {
    const unet = createUNet({ depth: 2, baseWidth: 2, dropout });
    const random = createRandom(1);
    const forks: (string | number)[] = [];
    const watched = {
      ...random,
      fork: (name: string | number) => {
        forks.push(name);
        return random.fork(name);
      },
    };
    const x = image();
    forward(unet.config, unet.parameters, x, { dropout: watched }).dispose();
    expect(forks).toEqual(expected);
    x.dispose();
    disposeUNet(unet);
  });

  test('the same stream drops the same, another one something else', async () => {
    const first = await logitsOf({ dropout: 'last-two' }, 1);
    expect(await logitsOf({ dropout: 'last-two' }, 1)).toEqual(first);
    expect(await logitsOf({ dropout: 'last-two' }, 2)).not.toEqual(first);
  });

  test('a rectifier after the up-convolutions changes the result', async () => {
    expect(await logitsOf({ upConvolution: 'relu' })).not.toEqual(await logitsOf({}));
  });

  test('far from the border same padding gives what valid padding gives, if the poolings pair the same pixels', async () => {
    const unet = createUNet({ depth: 1, baseWidth: 4 }, { seed: 2 });
    const same: UNetConfig = { ...unet.config, padding: 'same' };
    await expectNoLeak(async () => {
      // 2 x 2 poolings start at pixel 2 of the valid network's input, at pixel 0 of the other's.
      const x = toTensor<Tensor4D>(plainNoise('image', [1, 26, 26, 1]));
      const valid = forward(unet.config, unet.parameters, x);
      const padded = forward(same, unet.parameters, x);
      const [inner, outer] = [await valid.array(), await padded.array()];
      const centre = outer[0]!.slice(8, 18).map((row) => row.slice(8, 18));
      expectAllClose(inner[0]!.flat(2), centre.flat(2), { absolute: 1e-5 });
      return [x, valid, padded];
    });
    disposeUNet(unet);
  });
});

test('there is no gradient with respect to the image', async () => {
  await expectNoLeak(() => {
    const unet = createUNet({ depth: 1, baseWidth: 2 });
    const x = toTensor<Tensor4D>(plainNoise('image', [1, 18, 18, 1]));
    const logitsOf = (image: Tensor) => forward(unet.config, unet.parameters, image as Tensor4D);
    expect(() => grad(logitsOf)(x)).toThrow('Cannot compute gradient');
    // What the failed attempt held goes with the next one.
    grad((bias: Tensor) => forward(unet.config, { ...unet.parameters, 'head.bias': bias }, x))(
      unet.parameters['head.bias']!,
    ).dispose();
    forward(unet.config, unet.parameters, x).dispose();
    return [x, ...Object.values(unet.parameters)];
  });
});

test('a prediction does not hold all that the network ever computed', async () => {
  const unet = createUNet({ depth: 3, baseWidth: 4 });
  const x = toTensor<Tensor4D>(plainNoise('image', [1, 140, 140, 1]));
  const before = memory().numBytes;
  const { kernels, peakBytes, result } = await profile(() => forward(unet.config, unet.parameters, x));
  const everything = kernels.reduce((sum, { bytesAdded }) => sum + bytesAdded, 0);
  // 0.23 of it; without a scope for each block 0.37.
  expect(peakBytes - before).toBeLessThan(0.3 * everything);
  dispose([x, result]);
  disposeUNet(unet);
});

test("the paper's figure: 572 pixels give 388, by way of skips cropped to 56, 104, 200 and 392", async () => {
  const unet = createUNet({ baseWidth: 1 });
  const image = zeros<Rank.R4>([1, 572, 572, 1]);
  const { kernels, result } = await profile(() => {
    const logits = forward(unet.config, unet.parameters, image);
    expect(logits.shape).toEqual([1, 388, 388, 2]);
    return logits;
  });
  const joined = kernels.filter(({ name }) => name === 'Concat').map(({ outputShapes }) => outputShapes[0]);
  expect(joined).toEqual([
    [1, 56, 56, 16],
    [1, 104, 104, 8],
    [1, 200, 200, 4],
    [1, 392, 392, 2],
  ]);
  dispose([image, result]);
  disposeUNet(unet);
});
