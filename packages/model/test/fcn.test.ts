import {
  completeConfig,
  type FCNArchitecture,
  fitToDevice,
  inputSizeFor,
  legalInputSizes,
  margin,
  outputSize,
  type PartialFCNConfig,
  type PartialNetworkConfig,
  paperConfig,
  paperFCNConfig,
  parameterCount,
  parameterShapes,
  planSegmentation,
  sizeStep,
  summary,
  trainingMemory,
} from '@unet/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const architecture = 'fcn-8s';

describe('the configuration', () => {
  test("is the paper's where nothing is said", () => {
    expect(completeConfig({ architecture })).toEqual(paperFCNConfig);
    expect(completeConfig({ architecture: 'fcn-16s', depth: 2 })).toEqual({
      ...paperFCNConfig,
      architecture: 'fcn-16s',
      depth: 2,
    });
  });

  test('without an architecture, or with "u-net", is that of a U-Net, which has none', () => {
    expect(completeConfig({ architecture: 'u-net' })).toEqual(paperConfig);
    expect(completeConfig({ architecture: 'u-net' })).not.toHaveProperty('architecture');
  });

  test.each<[config: object, error: Error]>([
    [
      { architecture: 'fcn-4s' },
      new RangeError('architecture must be "u-net", "fcn-32s", "fcn-16s" or "fcn-8s", got "fcn-4s"'),
    ],
    [{ architecture: 8 }, new RangeError('architecture must be "u-net", "fcn-32s", "fcn-16s" or "fcn-8s", got 8')],
    [{ architecture, depth: 2 }, new RangeError('depth must be an integer from 3 to 8, got 2')],
    [{ architecture: 'fcn-16s', depth: 1 }, new RangeError('depth must be an integer from 2 to 8, got 1')],
    [{ architecture: 'fcn-32s', depth: 9 }, new RangeError('depth must be an integer from 1 to 8, got 9')],
    [{ architecture, headKernel: 4 }, new RangeError('headKernel must be odd, got 4')],
    [{ architecture, headKernel: 17 }, new RangeError('headKernel must be an integer from 1 to 15, got 17')],
    [{ architecture, headWidth: 0 }, new RangeError('headWidth must be an integer from 1 to 8192, got 0')],
    [
      { architecture, convolutionsPerBlock: 5 },
      new RangeError('convolutionsPerBlock must be an integer from 1 to 4, got 5'),
    ],
    [{ architecture, dropoutRate: 1 }, new RangeError('dropoutRate must be in [0, 1), got 1')],
    [
      { architecture, lastUpsampling: 'bilinear' },
      new RangeError('lastUpsampling must be "fixed" or "learned", got "bilinear"'),
    ],
    [{ architecture, padding: 'same' }, new RangeError('padding must be "valid", got "same"')],
    [
      { architecture, upConvolution: 'relu' },
      new TypeError(
        'config.upConvolution is not an option, only architecture, depth, baseWidth, channels, classes, convolutionsPerBlock, headKernel, headWidth, dropoutRate, lastUpsampling, padding, scaling',
      ),
    ],
  ])('%j is refused', (config, error) => {
    const wrong = new (error.constructor as ErrorConstructor)(`completeConfig: ${error.message}`);
    expect(() => completeConfig(config as PartialNetworkConfig)).toThrow(wrong);
  });
});

describe('sizes', () => {
  test("of the paper's network: 572 gives 200", () => {
    expect(outputSize(paperFCNConfig, 572)).toBe(200);
    expect(margin(paperFCNConfig)).toBe(186);
    expect(sizeStep(paperFCNConfig)).toBe(32);
  });

  // By hand, each 3 x 3 convolution twice its scale, the head 2 * 8 on both sides together; half a pixel of the scale below each upsampling.
  test.each([
    ['fcn-32s', 14 + 8 + 4],
    ['fcn-16s', 14 + 8 + 4 + 2],
    ['fcn-8s', 14 + 8 + 4 + 2 + 1],
  ] as const)('%s with three poolings and a head of 3 x 3 has a margin of %i', (architecture, expected) => {
    expect(margin({ architecture, depth: 3, headKernel: 3 })).toBe(expected);
  });

  const skips = { 'fcn-32s': 0, 'fcn-16s': 1, 'fcn-8s': 2 };
  const configs = fc
    .record({
      architecture: fc.constantFrom<FCNArchitecture>('fcn-32s', 'fcn-16s', 'fcn-8s'),
      extra: fc.integer({ min: 0, max: 3 }),
      convolutionsPerBlock: fc.integer({ min: 1, max: 4 }),
      half: fc.integer({ min: 0, max: 3 }),
    })
    .map(
      ({ extra, half, ...rest }): PartialFCNConfig => ({
        ...rest,
        depth: skips[rest.architecture] + 1 + extra,
        headKernel: 2 * half + 1,
      }),
    );

  test('the output is the input less both margins wherever it is defined, which is at every step', () => {
    fc.assert(
      fc.property(configs, fc.integer({ min: 1, max: 1500 }), (config, size) => {
        const output = outputSize(config, size);
        if (output === undefined) return;
        expect(output).toBe(size - 2 * margin(config));
        expect(outputSize(config, size + sizeStep(config))).toBe(output + sizeStep(config));
        for (let other = 1; other < sizeStep(config); other++) expect(outputSize(config, size + other)).toBeUndefined();
      }),
    );
  });

  test('the smallest input leaves two pixels on each side of the deepest prediction, and no smaller one is taken', () => {
    fc.assert(
      fc.property(configs, (config) => {
        const { depth, architecture } = completeConfig(config);
        const finest = depth - skips[architecture];
        // 2 pixels, each upsampling by 2 loses one of them: 2 again.
        const side = 2 ** finest;
        const smallest = inputSizeFor(config, 1);
        expect(outputSize(config, smallest)).toBe(side);
        expect(legalInputSizes(config, { to: smallest })).toEqual([smallest]);
      }),
    );
  });

  test('tiles overhang by less than a step', () => {
    const config = { architecture, depth: 3, headKernel: 3 } as const;
    const { tiles, margin: context } = planSegmentation(config, { height: 61, width: 45 }, { inputSize: 84 });
    expect(context).toBe(29);
    // Output squares of 26, 24 apart.
    expect(tiles.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 24],
      [24, 0],
      [24, 24],
      [40, 0],
      [40, 24],
    ]);
  });
});

test('names and shapes of a small network, in the order of the data', () => {
  const config = { architecture, depth: 3, baseWidth: 2, channels: 3, convolutionsPerBlock: 1 } as const;
  const head = { headKernel: 5, headWidth: 7, lastUpsampling: 'learned' } as const;
  const shapes = parameterShapes({ ...config, ...head });
  expect(Object.entries(shapes).map(([name, shape]) => `${name} ${shape.join(' ')}`)).toEqual([
    'down.0.conv1.filter 3 3 3 2',
    'down.0.conv1.bias 2',
    'down.1.conv1.filter 3 3 2 4',
    'down.1.conv1.bias 4',
    'down.2.conv1.filter 3 3 4 8',
    'down.2.conv1.bias 8',
    'head.conv1.filter 5 5 8 7',
    'head.conv1.bias 7',
    'head.conv2.filter 1 1 7 7',
    'head.conv2.bias 7',
    'score.3.filter 1 1 7 2',
    'score.3.bias 2',
    'up.2.filter 4 4 2 2',
    'score.2.filter 1 1 4 2',
    'score.2.bias 2',
    'up.1.filter 4 4 2 2',
    'score.1.filter 1 1 2 2',
    'score.1.bias 2',
    'up.0.filter 4 4 2 2',
  ]);
});

test('widths stop at eight times the first, as those of VGG', () => {
  expect(parameterCount(paperFCNConfig)).toBe(128_959_558);
  const shapes = parameterShapes({ architecture: 'fcn-32s', depth: 6, baseWidth: 1 });
  const widths = [0, 1, 2, 3, 4, 5].map((level) => shapes[`down.${level}.conv2.bias`]);
  expect(widths).toEqual([[1], [2], [4], [8], [8], [8]]);
});

test('a table for people', () => {
  const config = { architecture, depth: 3, baseWidth: 4, headKernel: 3, headWidth: 16 } as const;
  expect(summary(config, { inputSize: 84 })).toMatchInlineSnapshot(`
    "FCN-8s: input 84 x 84 x 1, margin 29, 7,338 parameters
    down.0.conv1  82 x 82 x 4           40
    down.0.conv2  80 x 80 x 4          148
    down.1.conv1  38 x 38 x 8          296
    down.1.conv2  36 x 36 x 8          584
    down.2.conv1  16 x 16 x 16       1,168
    down.2.conv2  14 x 14 x 16       2,320
    head.conv1    5 x 5 x 16         2,320
    head.conv2    5 x 5 x 16           272
    score.3       5 x 5 x 2             34
    up.2          8 x 8 x 2             64
    score.2       8 x 8 x 2             18
    up.1          14 x 14 x 2           64
    score.1       14 x 14 x 2           10
    up.0          26 x 26 x 2            0"
  `);
});

test('a network that does not fit becomes narrower, and its head in proportion', () => {
  const config = { architecture, depth: 3, baseWidth: 16, headKernel: 3, headWidth: 96 } as const;
  const images = [{ height: 40, width: 40 }];
  const { peak } = trainingMemory(config, { inputSize: inputSizeFor(config, 1), backendName: 'simd' });
  const fit = fitToDevice(config, images, { memory: peak, backendName: 'simd' })!;
  const { baseWidth } = fit.config;
  expect(baseWidth).toBeLessThan(16);
  expect(fit.config).toEqual({ ...completeConfig(config), baseWidth, headWidth: 6 * baseWidth });
  expect(1.5 * fit.memory.peak).toBeLessThanOrEqual(peak);
});
