import { noAugmentation } from '@unet/augment/arrays';
import { planRun, sampleOptionsOf } from '@unet/run/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { expect, test } from 'vitest';
import { runSettingsOf } from '../../src/train/plan/run-settings.ts';
import { networkSizes, settings, sizeOf } from '../../src/train/plan/train-settings.ts';

function slice(height: number, width: number, channels = 1): LabelledSliceArrays {
  return {
    image: { height, width, channels, data: new Float32Array(height * width * channels) },
    label: { height, width, data: new Int32Array(height * width) },
  };
}

const preparation = { augmentation: noAugmentation, weighting: { w0: 5, sigma: 4 } };
const plan = (changed: object, slices = [slice(60, 60, 3)]) =>
  planRun(runSettingsOf({ ...settings.value, ...changed }, preparation), { steps: 7 }, slices);

test.each([
  [99, 92],
  [108, 108],
  [9, 92],
  [1000, 124],
])('of a wish of %d pixels the plan makes %d', (inputSize, planned) => {
  // The output of an input of 124 has 36 pixels.
  expect(plan({ depth: 3, inputSize }, [slice(40, 60), slice(200, 200)]).inputSize).toBe(planned);
});

test('a plan takes the channels of the slices, an input that fits, and what the panels say', () => {
  const quick = plan(networkSizes.small);
  expect(quick).toMatchObject({ config: { channels: 3, depth: 3, baseWidth: 8, dropout: 'none' }, inputSize: 148 });
  expect(quick.steps).toBe(7);
  expect(sampleOptionsOf(quick)).toMatchObject({
    augmentation: noAugmentation,
    weights: { w0: 5, sigma: 4, region: 'everywhere', balance: 'notebook' },
    placement: 'random',
    seed: 1,
  });
});

test('the paper’s recipe has its dropout, its optimiser and its tiles', () => {
  const { config, settings: chosen } = plan({ recipe: 'paper' });
  expect(config).toMatchObject({ dropout: 'bottom' });
  expect(chosen).toMatchObject({ optimizer: 'sgd', schedule: 'constant', placement: 'grid', learningRate: 2e-3 });
});

test('a network has the name of its width and depth, whatever its input', () => {
  expect(sizeOf({ ...settings.value, ...networkSizes.medium, inputSize: 100 })).toBe('medium');
  expect(sizeOf({ ...settings.value, baseWidth: 12 })).toBeUndefined();
});
