import {
  completeConfig,
  createUNet,
  outputSize,
  paperConfig,
  summary,
  trainingMemory,
  type UNetConfig,
} from '@unet/model';
import { describe, expect, test } from 'vitest';

test('nothing said is the network of the paper', () => {
  expect(completeConfig({})).toEqual({
    depth: 4,
    baseWidth: 64,
    channels: 1,
    classes: 2,
    padding: 'valid',
    dropout: 'none',
    dropoutRate: 0.5,
    upConvolution: 'linear',
  });
  expect(paperConfig).toEqual(completeConfig({}));
});

test('what is said replaces its default alone', () => {
  const config = completeConfig({ depth: 2, dropout: 'bottom' });
  expect(config).toEqual({ ...paperConfig, depth: 2, dropout: 'bottom' });
});

test.each([
  { depth: 1 },
  { depth: 8 },
  { baseWidth: 1 },
  { baseWidth: 1024 },
  { channels: 1024 },
  { classes: 256 },
  { dropoutRate: 0 },
  { dropoutRate: 0.99 },
  { padding: 'same' },
  { dropout: 'last-two' },
  { upConvolution: 'relu' },
] as Partial<UNetConfig>[])('%j is taken', (config) => {
  expect(completeConfig(config)).toEqual({ ...paperConfig, ...config });
});

test('a configuration keeps how grey values are scaled', () => {
  const scaling = { kind: 'percentile', low: 1, high: 99.8, floors: { uint8: [20] } } as const;
  expect(completeConfig({ scaling }).scaling).toEqual(scaling);
  expect(completeConfig({ architecture: 'fcn-8s', scaling }).scaling).toEqual(scaling);
  expect(completeConfig({})).not.toHaveProperty('scaling');
  expect(() => completeConfig({ scaling: { kind: 'best' } as never })).toThrow('completeConfig: scaling.kind must be');
});

describe('what makes no sense is refused in one line', () => {
  test.each([
    [{ depth: 0 }, 'depth must be an integer from 1 to 8, got 0'],
    [{ depth: 9 }, 'depth must be an integer from 1 to 8, got 9'],
    [{ depth: 2.5 }, 'depth must be an integer from 1 to 8, got 2.5'],
    [{ depth: '4' }, 'depth must be an integer from 1 to 8, got "4"'],
    [{ depth: undefined }, 'depth must be an integer from 1 to 8, got undefined'],
    [{ baseWidth: 0 }, 'baseWidth must be an integer from 1 to 1024, got 0'],
    [{ baseWidth: 1025 }, 'baseWidth must be an integer from 1 to 1024, got 1025'],
    [{ channels: -1 }, 'channels must be an integer from 1 to 1024, got -1'],
    [{ channels: 1025 }, 'channels must be an integer from 1 to 1024, got 1025'],
    [{ classes: 1 }, 'classes must be an integer from 2 to 256, got 1'],
    [{ classes: 257 }, 'classes must be an integer from 2 to 256, got 257'],
    [{ dropoutRate: 1 }, 'dropoutRate must be in [0, 1), got 1'],
    [{ dropoutRate: -0.1 }, 'dropoutRate must be in [0, 1), got -0.1'],
    [{ dropoutRate: Number.NaN }, 'dropoutRate must be in [0, 1), got NaN'],
    [{ dropoutRate: '0.5' }, 'dropoutRate must be in [0, 1), got "0.5"'],
    [{ padding: 'full' }, 'padding must be "valid" or "same", got "full"'],
    [{ dropout: true }, 'dropout must be "none", "bottom" or "last-two", got true'],
    [{ upConvolution: null }, 'upConvolution must be "linear" or "relu", got null'],
  ])('%j', (config, message) => {
    expect(() => completeConfig(config as Partial<UNetConfig>)).toThrow(new RangeError(`completeConfig: ${message}`));
  });

  test.each([[{ baseWith: 32 }], [{ toString: 1 }], [JSON.parse('{"__proto__":{"depth":2}}')]])(
    '%j: a field that does not exist',
    (config) => {
      const [field] = Object.keys(config);
      expect(() => completeConfig(config)).toThrow(
        new TypeError(
          `completeConfig: config.${field} is not an option, only depth, baseWidth, channels, classes, padding, dropout, dropoutRate, upConvolution, scaling`,
        ),
      );
    },
  );

  test('in the name of the function that was called', () => {
    expect(() => createUNet({ depth: 0 })).toThrow(/^createUNet: depth must be/);
    expect(() => summary({ depth: 0 })).toThrow(/^summary: depth must be/);
    expect(() => trainingMemory({ depth: 0 })).toThrow(/^trainingMemory: depth must be/);
  });

  test('a whole network', () => {
    const unet = { config: paperConfig, parameters: {} };
    for (const [name, call] of Object.entries({ completeConfig, createUNet, summary, trainingMemory, outputSize })) {
      expect(() => (call as (config: unknown, size?: number) => unknown)(unet, undefined)).toThrow(
        new TypeError(`${name}: config must be a configuration, got a network: pass unet.config`),
      );
    }
  });

  test.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [4, '4'],
    [[], 'Array(0)'],
  ])('%j is no configuration', (config, got) => {
    expect(() => completeConfig(config as unknown as Partial<UNetConfig>)).toThrow(
      new TypeError(`completeConfig: config must be an object, got ${got}`),
    );
  });
});
