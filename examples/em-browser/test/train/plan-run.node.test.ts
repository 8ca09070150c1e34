import { noAugmentation } from '@unet/augment/arrays';
import { outputSize } from '@unet/model/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { describe, expect, test } from 'vitest';
import { configOf, inputSizeRange, planRun, tilesOf } from '../../src/train/plan/plan-run.ts';
import { networkSizes, settings, sizeOf } from '../../src/train/plan/train-settings.ts';

function slice(height: number, width: number, channels = 1): LabelledSliceArrays {
  return {
    image: { height, width, channels, data: new Float32Array(height * width * channels) },
    label: { height, width, data: new Int32Array(height * width) },
  };
}

const preparation = { augmentation: noAugmentation, weighting: { w0: 5 } };

describe('inputSizeRange', () => {
  const config = configOf({ ...settings.value, depth: 3 }, 1);

  test('every side that it allows is legal, and the largest output fits into the smallest slice', () => {
    const range = inputSizeRange(config, [slice(256, 300), slice(220, 256)]);
    for (let size = range.least; size <= range.most; size += range.step) {
      expect(outputSize(config, size), `${size}`).toBeGreaterThan(0);
    }
    expect(outputSize(config, range.most)).toBeLessThanOrEqual(220);
    expect(outputSize(config, range.most + range.step)).toBeGreaterThan(220);
  });

  test('slices that are too small are refused in words for the page', () => {
    const deep = configOf({ ...settings.value, depth: 5 }, 1);
    expect(() => inputSizeRange(deep, [slice(2, 2)])).toThrow(
      'Depth 5 needs slices of at least 4 × 4 pixels, the smallest here has 2: choose a lower depth.',
    );
  });
});

test.each([
  [99, 92],
  [108, 108],
  [9, 92],
  [1000, 124],
])('of a wish of %d pixels the plan makes %d', (inputSize, planned) => {
  // The output of an input of 124 has 36 pixels.
  const slices = [slice(40, 60), slice(200, 200)];
  expect(planRun({ ...settings.value, depth: 3, inputSize }, slices, preparation).inputSize).toBe(planned);
});

test('no limit but the slices: inputs may be larger than the paper’s', () => {
  const large = planRun({ ...settings.value, depth: 3, inputSize: 700 }, [slice(800, 800)], preparation);
  expect(large.inputSize).toBe(700);
});

test('a plan takes the channels of the slices, an input that fits, and dropout only with the paper’s recipe', () => {
  const slices = [slice(60, 60, 3)];
  const quick = planRun({ ...settings.value, ...networkSizes.small }, slices, preparation);
  expect(quick).toMatchObject({ config: { channels: 3, depth: 3, baseWidth: 8, dropout: 'none' }, inputSize: 148 });
  expect(quick).toMatchObject(preparation);
  const paper = planRun({ ...settings.value, recipe: 'paper' }, slices, preparation);
  expect(paper.config.dropout).toBe('bottom');
});

test('an epoch has as many steps as the slices have tiles', () => {
  const plan = planRun({ ...settings.value, ...networkSizes.small }, [slice(100, 100)], preparation);
  // An input of 188 has an output of 100 pixels at depth 3.
  expect(outputSize(plan.config, plan.inputSize)).toBe(100);
  expect(tilesOf(plan, [slice(100, 100), slice(200, 101)])).toBe(1 + 2 * 2);
});

test('a network has the name of its width and depth, whatever its input', () => {
  expect(sizeOf({ ...settings.value, ...networkSizes.medium, inputSize: 100 })).toBe('medium');
  expect(sizeOf({ ...settings.value, baseWidth: 12 })).toBeUndefined();
});
