import {
  type AugmentOptions,
  composeAffine,
  drawGeometry,
  drawMotion,
  noAugmentation,
  notebookAugmentation,
  paperAugmentation,
  quickAugmentation,
} from '@unet/augment/arrays';
import { coarseField, denseField, zeroField } from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor/arrays';
import { expect, test } from 'vitest';

const everything: AugmentOptions = {
  flips: true,
  quarterTurns: true,
  scale: 1.5,
  shear: 20,
  rotation: 30,
  shift: 8,
  elastic: { kind: 'coarse', grid: 4, sigma: 2 },
};
const size = { height: 12, width: 10 };
const motions = Array.from({ length: 2000 }, (_, sample) =>
  drawMotion({ ...everything, random: createRandom(1).fork(sample) }),
);

test('no options move nothing', () => {
  expect(drawGeometry({ ...noAugmentation, ...size, random: createRandom(1) })).toEqual(zeroField(size));
  expect(drawMotion({ random: createRandom(1) })).toEqual({
    flipRows: false,
    flipColumns: false,
    quarterTurns: 0,
    scale: 1,
    shear: 0,
    rotation: 0,
    shiftRows: 0,
    shiftColumns: 0,
  });
});

test('draws the affine motion and then the elastic field', () => {
  const random = createRandom(2);
  const elastic = coarseField({ ...size, grid: 4, sigma: 2, random: random.fork('elastic') });
  expect(drawGeometry({ ...everything, ...size, random })).toEqual(
    composeAffine(elastic, drawMotion({ ...everything, random })),
  );
  const dense = { elastic: { kind: 'dense', sigma: 2, alpha: 7, kernelSize: 9 } } as const;
  const field = denseField({ ...size, sigma: 2, alpha: 7, kernelSize: 9, random: random.fork('elastic') });
  expect(drawGeometry({ ...dense, ...size, random })).toEqual(field);
});

test('the same seed gives the same field, and drawing does not advance the stream', () => {
  const random = createRandom(3);
  const field = drawGeometry({ ...everything, ...size, random });
  expect(drawGeometry({ ...everything, ...size, random })).toEqual(field);
  expect(drawGeometry({ ...everything, ...size, random: createRandom(3) })).toEqual(field);
  expect(drawGeometry({ ...everything, ...size, random: createRandom(4) })).not.toEqual(field);
  expect(random.state).toEqual(createRandom(3).state);
});

test.each(['flips', 'quarterTurns', 'scale', 'shear', 'rotation', 'shift'] as const)(
  'switching %s off changes nothing else',
  (name) => {
    const { [name]: _, ...rest } = everything;
    const own = { flips: ['flipRows', 'flipColumns'], shift: ['shiftRows', 'shiftColumns'] } as Record<
      string,
      string[]
    >;
    for (let sample = 0; sample < 20; sample++) {
      const all: Record<string, unknown> = drawMotion({ ...everything, random: createRandom(sample) });
      const without: Record<string, unknown> = drawMotion({ ...rest, random: createRandom(sample) });
      for (const key of Object.keys(all)) {
        if ((own[name] ?? [name]).includes(key)) continue;
        expect(without[key], key).toBe(all[key]);
      }
    }
  },
);

test.each([
  ['shear', -20, 20],
  ['rotation', -30, 30],
  ['shiftRows', -8, 8],
  ['shiftColumns', -8, 8],
] as const)('%s is uniform from %d to %d', (name, low, high) => {
  const values = motions.map((motion) => motion[name]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
  expect(Math.max(...values)).toBeLessThan(high);
  expect(Math.min(...values)).toBeLessThan(0.99 * low);
  expect(Math.max(...values)).toBeGreaterThan(0.99 * high);
  // Four standard errors of the mean of a uniform distribution.
  expect(Math.abs(mean)).toBeLessThan((4 * high) / Math.sqrt(3 * values.length));
});

test('quantities are drawn independently of each other', () => {
  const names = ['shear', 'rotation', 'shiftRows', 'shiftColumns', 'scale', 'quarterTurns'] as const;
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = names.map((name) => {
    const values = motions.map((motion) => motion[name]);
    const centre = mean(values);
    return values.map((value) => value - centre);
  });
  const covariance = (a: number[], b: number[]): number => mean(a.map((value, index) => value * b[index]!));
  for (const [index, first] of centred.entries()) {
    for (const second of centred.slice(index + 1)) {
      const correlation = covariance(first, second) / Math.sqrt(covariance(first, first) * covariance(second, second));
      // Four standard errors of the correlation of 2000 independent pairs.
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(2000));
    }
  }
});

test('scale is log-uniform: enlarging is as likely as reducing', () => {
  const values = motions.map((motion) => motion.scale);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(1 / 1.5 - 1e-12);
  expect(Math.max(...values)).toBeLessThan(1.5);
  const larger = values.filter((value) => value > 1).length;
  expect(Math.abs(larger - 1000)).toBeLessThan(90);
  expect(Math.max(...values)).toBeGreaterThan(1.48);
});

test('flips and quarter turns reach each of the sixteen combinations about equally often', () => {
  const counts = new Map<string, number>();
  for (const { flipRows, flipColumns, quarterTurns } of motions) {
    const key = `${flipRows} ${flipColumns} ${quarterTurns}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(16);
  // Four standard deviations about 2000 / 16.
  for (const count of counts.values()) expect(Math.abs(count - 125)).toBeLessThan(44);
});

test('the elastic field comes with its probability', () => {
  const options: AugmentOptions = { elastic: { kind: 'coarse', probability: 0.3 } };
  let moved = 0;
  for (let sample = 0; sample < 1000; sample++) {
    const field = drawGeometry({ ...options, height: 2, width: 2, random: createRandom('chance').fork(sample) });
    if (field.rows.some((value) => value !== 0)) moved++;
  }
  expect(Math.abs(moved - 300)).toBeLessThan(58);
});

test('presets are plain JSON and cannot be changed', () => {
  for (const preset of [noAugmentation, quickAugmentation, notebookAugmentation, paperAugmentation]) {
    expect(JSON.parse(JSON.stringify(preset))).toEqual(preset);
    expect(Object.isFrozen(preset)).toBe(true);
    expect(drawGeometry({ ...JSON.parse(JSON.stringify(preset)), ...size, random: createRandom(1) })).toEqual(
      drawGeometry({ ...preset, ...size, random: createRandom(1) }),
    );
  }
  expect(noAugmentation).toEqual({});
  expect(quickAugmentation).toEqual({
    flips: true,
    quarterTurns: true,
    elastic: { kind: 'coarse', grid: 3, sigma: 5, probability: 0.7 },
    gain: 1.1,
    offset: 0.05,
    noise: 0.03,
  });
  expect(notebookAugmentation).toEqual({
    elastic: { kind: 'dense', sigma: 5, alpha: 50, kernelSize: 25, probability: 0.7 },
    rotation: 3,
    shift: 3,
    noise: 0.2,
    labelInterpolation: 'bilinear',
  });
  expect(paperAugmentation).toEqual({
    elastic: { kind: 'coarse', grid: 3, sigma: 10 },
    rotation: 180,
    shift: 10,
    gamma: 1.2,
    gain: 1.2,
    offset: 0.1,
  });
});
