import { applyGreyValues, drawGreyValues, type GreyValues } from '@unet/augment/arrays';
import { createRandom } from '@unet/tensor/arrays';
import { expectAllClose, randomImage } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const nothing: GreyValues = { gamma: 1, gain: 1, offset: 0, noise: 0, clip: false };
const image = { height: 1, width: 4, channels: 1, data: Float32Array.of(-0.25, 0, 0.25, 1) };
const apply = (values: Partial<GreyValues>, seed = 1): number[] => [
  ...applyGreyValues(image, { ...nothing, ...values }, { random: createRandom(seed) }).data,
];

test('by hand', () => {
  expect(apply({})).toEqual([-0.25, 0, 0.25, 1]);
  expect(apply({ gain: 2 })).toEqual([-0.5, 0, 0.5, 2]);
  expect(apply({ offset: 0.5 })).toEqual([0.25, 0.5, 0.75, 1.5]);
  expect(apply({ gamma: 0.5 })).toEqual([-0.5, 0, 0.5, 1]);
  expect(apply({ gamma: 2, gain: 4, offset: 0.5 })).toEqual([0.25, 0.5, 0.75, 4.5]);
  expect(apply({ gain: 2, offset: 0.25, clip: true })).toEqual([0, 0.25, 0.75, 1]);
});

test('gamma is the power, to the precision of float32', () => {
  const values = randomImage(20, 20, 1, 'gamma');
  for (const gamma of [0.5, 0.83, 1.2, 3]) {
    const changed = applyGreyValues(values, { ...nothing, gamma }, { random: createRandom(1) });
    // One unit in the last place.
    expectAllClose(
      changed.data,
      values.data.map((value) => value ** gamma),
      { relative: 2 ** -23 },
    );
  }
});

test('returns a new image', () => {
  const result = applyGreyValues(image, nothing, { random: createRandom(1) });
  expect(result).toEqual(image);
  expect(result.data).not.toBe(image.data);
});

test('noise is normal, independent, and not clipped unless asked', () => {
  const flat = { height: 200, width: 200, channels: 1, data: new Float32Array(40_000).fill(0.5) };
  const noisy = applyGreyValues(flat, { ...nothing, noise: 0.2 }, { random: createRandom(2) }).data;
  const mean = noisy.reduce((sum, value) => sum + value, 0) / 40_000;
  const deviation = Math.sqrt(noisy.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 40_000);
  // Four standard errors.
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.004);
  expect(Math.abs(deviation - 0.2)).toBeLessThan(0.003);
  expect(Math.max(...noisy)).toBeGreaterThan(1);
  const clipped = applyGreyValues(flat, { ...nothing, noise: 0.2, clip: true }, { random: createRandom(2) }).data;
  expect(clipped).toEqual(noisy.map((value) => Math.min(1, Math.max(0, value))));
});

test('the noise depends on the seed alone, not on the other changes', () => {
  const noiseOf = (values: Partial<GreyValues>, seed: number): number[] => {
    const without = apply(values);
    return apply({ ...values, noise: 0.1 }, seed).map((value, index) => value - without[index]!);
  };
  expectAllClose(noiseOf({ gain: 2, offset: 1 }, 5), noiseOf({}, 5), { absolute: 1e-6 });
  expect(noiseOf({}, 6)).not.toEqual(noiseOf({}, 5));
});

test('numbers are drawn within their reach, and independently', () => {
  const options = { gamma: 2, gain: 1.5, offset: 0.25, noise: 0.1, clip: true };
  const drawn = Array.from({ length: 500 }, (_, sample) =>
    drawGreyValues({ ...options, random: createRandom(sample) }),
  );
  for (const [name, low, high] of [
    ['gamma', 0.5, 2],
    ['gain', 1 / 1.5, 1.5],
    ['offset', -0.25, 0.25],
  ] as const) {
    const values = drawn.map((value) => value[name]);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(low - 1e-12);
    expect(Math.max(...values)).toBeLessThanOrEqual(high);
    expect(Math.max(...values)).toBeGreaterThan(0.97 * high);
    expect(Math.min(...values)).toBeLessThan(low + 0.03 * (high - low));
  }
  // Gamma and gain both come from a uniform exponent: from one stream they would agree in rank.
  const agreeing = drawn.filter(({ gamma, gain }) => gamma > 1 === gain > 1).length;
  const agreeingOffset = drawn.filter(({ gain, offset }) => gain > 1 === offset > 0).length;
  // Four standard deviations about half of 500.
  expect(Math.abs(agreeing - 250)).toBeLessThan(45);
  expect(Math.abs(agreeingOffset - 250)).toBeLessThan(45);
  expect(drawn[0]).toMatchObject({ noise: 0.1, clip: true });
  const { gamma: _, ...rest } = options;
  expect(drawGreyValues({ ...rest, random: createRandom(7) })).toEqual({
    ...drawGreyValues({ ...options, random: createRandom(7) }),
    gamma: 1,
  });
});

test('no options change nothing', () => {
  expect(drawGreyValues({ random: createRandom(1) })).toEqual(nothing);
  const colour = randomImage(3, 4, 3, 'colour');
  expect(applyGreyValues(colour, nothing, { random: createRandom(1) })).toEqual(colour);
});
