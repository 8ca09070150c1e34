import type { DeviceLimits } from '@unet/backends';
import { outputSize, paperConfig, trainingMemory } from '@unet/model/arrays';
import { describe, expect, test } from 'vitest';
import { tileThatFits } from '../src/segment/fit-tile.ts';

const unlimited: DeviceLimits = {
  backend: 'simd',
  device: undefined,
  emulated: false,
  float32: true,
  largestTensorBytes: undefined,
  textureSide: undefined,
  memory: undefined,
  unfoldsConvolutions: false,
};
const image = { height: 2000, width: 1500, symmetries: false };

describe('tileThatFits', () => {
  test('leaves the choice to the model where everything fits', () => {
    expect(tileThatFits(paperConfig, image, unlimited)).toBeUndefined();
    expect(tileThatFits(paperConfig, image, { ...unlimited, memory: 2 ** 32 })).toBeUndefined();
    // A small image needs no large tile.
    const little = { ...unlimited, memory: 1.34 * trainingMemory(paperConfig, 188).inference };
    expect(tileThatFits(paperConfig, { height: 4, width: 4, symmetries: false }, little)).toBeUndefined();
    expect(tileThatFits(paperConfig, image, little)).toBe(188);
  });

  test('takes the largest legal tile within the memory', () => {
    const limits = { ...unlimited, memory: 2 ** 29 };
    for (const config of [paperConfig, { ...paperConfig, padding: 'same' } as const]) {
      const tile = tileThatFits(config, image, limits)!;
      expect(outputSize(config, tile)).toBeGreaterThan(0);
      expect((trainingMemory(config, tile).inference * 4) / 3).toBeLessThanOrEqual(2 ** 29);
      expect((trainingMemory(config, tile + 16).inference * 4) / 3).toBeGreaterThan(2 ** 29);
    }
  });

  test('counts what averaging holds', () => {
    const config = { ...paperConfig, baseWidth: 2, depth: 1 };
    const memory = 1.4 * trainingMemory(config, 572).inference;
    expect(tileThatFits(config, image, { ...unlimited, memory })).toBeUndefined();
    expect(tileThatFits(config, { ...image, symmetries: true }, { ...unlimited, memory })).toBeLessThan(572);
  });

  test('keeps to the largest tensor and the largest texture', () => {
    const largestTensorBytes = 2 ** 26;
    const tile = tileThatFits(paperConfig, image, { ...unlimited, largestTensorBytes })!;
    expect(trainingMemory(paperConfig, tile).largestTensor.bytes).toBeLessThanOrEqual(largestTensorBytes);
    const texture = { textureSide: 4096, largestTensorBytes: 4 * 4096 ** 2 };
    const webgl = { ...unlimited, ...texture, backend: 'webgl', unfoldsConvolutions: true };
    const onWebgl = tileThatFits(paperConfig, image, webgl)!;
    const { largestMatrix, largestTensor } = trainingMemory(paperConfig, onWebgl, { unfoldsConvolutions: true });
    expect(largestTensor.bytes / 4).toBeLessThanOrEqual(4096 ** 2);
    expect(largestMatrix!.bytes / 16).toBeLessThanOrEqual(4096 ** 2);
    expect(onWebgl).toBeGreaterThan(188);
  });

  test('says what is missing where nothing fits', () => {
    expect(() => tileThatFits(paperConfig, image, { ...unlimited, memory: 2 ** 26 })).toThrow(
      /^the network does not fit into this device: its smallest tile needs \d+ MB, \d+ MB of them in one tensor; choose another backend or a smaller network$/,
    );
  });
});
