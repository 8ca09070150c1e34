import type { DeviceLimits } from '@unet/backends';
import { completeConfig } from '@unet/model/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { describe, expect, test } from 'vitest';
import { describeOffer, preflight } from '../../src/loop/preflight.ts';

const side = 512;
const slice: LabelledSliceArrays = {
  image: { height: side, width: side, channels: 1, data: new Float32Array(side ** 2) },
  label: { height: side, width: side, data: new Int32Array(side ** 2) },
};
const limits: DeviceLimits = {
  backendName: 'webgl',
  device: 'some card',
  emulated: false,
  float32: true,
  largestTensorBytes: undefined,
  textureSide: undefined,
  memory: undefined,
  unfoldsConvolutions: false,
};
const settings = { optimizer: 'sgd', batchSize: 1 } as const;
const paper = { config: completeConfig({}), inputSize: 572, settings };

describe('preflight', () => {
  test('says what a step takes where nothing is in the way', () => {
    const { bytes, problem, offer } = preflight(paper, [slice], limits, undefined);
    expect(bytes).toBeGreaterThan(0.9e9);
    expect(problem).toBeUndefined();
    expect(offer).toBeUndefined();
  });

  test('offers the largest square that the textures hold', () => {
    const small = { ...limits, textureSide: 4096, unfoldsConvolutions: true };
    const { problem, offer } = preflight(paper, [slice], small, undefined);
    expect(problem).toMatch(
      /^Squares of 572 pixels with 64 channels need about .* in one piece; here webgl has textures of at most 4096 × 4096 texels\.$/,
    );
    expect(offer!.baseWidth).toBe(64);
    expect(offer!.inputSize).toBeLessThan(572);
    expect(preflight({ ...paper, ...offer }, [slice], small, undefined).problem).toBeUndefined();
    expect(preflight({ ...paper, inputSize: offer!.inputSize + 16 }, [slice], small, undefined).problem).toBeDefined();
    expect(describeOffer(offer!, paper)).toBe(`squares of ${offer!.inputSize} pixels`);
  });

  test('offers fewer channels where not even the smallest square fits', () => {
    const { problem, offer } = preflight(paper, [slice], { ...limits, memory: 64 * 2 ** 20 }, undefined);
    expect(problem).toContain('there are 64.0 MiB for it');
    expect(offer!.baseWidth).toBeLessThan(64);
    expect(describeOffer(offer!, paper)).toBe(`squares of ${offer!.inputSize} pixels and ${offer!.baseWidth} channels`);
  });

  test('has nothing to offer where nothing fits', () => {
    expect(preflight(paper, [slice], { ...limits, memory: 1000 }, undefined).offer).toBeUndefined();
  });

  test('a larger batch, or an optimiser that keeps more, takes more', () => {
    const bytes = (changed: object): number =>
      preflight({ ...paper, inputSize: 284, settings: { ...settings, ...changed } }, [slice], limits, undefined).bytes;
    expect(bytes({ batchSize: 2 })).toBeGreaterThan(1.1 * bytes({}));
    // 31 million weights, 4 bytes each.
    expect(bytes({ optimizer: 'adam' }) - bytes({})).toBeGreaterThan(100e6);
  });

  test('takes half of a small machine', () => {
    const { problem } = preflight(paper, [slice], { ...limits, memory: 2 ** 32 }, 2 ** 31);
    expect(problem).toContain('there are 1.00 GiB for it');
  });
});
