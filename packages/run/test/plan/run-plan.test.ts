import { outputSize } from '@unet/model/arrays';
import {
  configOf,
  inputSizeRange,
  planRun,
  type RunSettings,
  recipes,
  sampleOptionsOf,
  tilesOf,
} from '@unet/run/arrays';
import { describe, expect, test } from 'vitest';
import { darkSlice } from './slices.ts';

const quick = recipes.quick.settings;
const steps = { steps: 10 };
const sizeFor = (changed: Partial<RunSettings>, slices = [darkSlice(40, 60), darkSlice(200, 200)]): number =>
  planRun({ ...quick, ...changed }, steps, slices).inputSize;

describe('the input size', () => {
  test('in a range every side is legal, and the largest output fits into the smallest slice', () => {
    const config = configOf({ ...quick, depth: 3 }, 1);
    const range = inputSizeRange(config, [darkSlice(256, 300), darkSlice(220, 256)]);
    for (let size = range.least; size <= range.most; size += range.step) {
      expect(outputSize(config, size), `${size}`).toBeGreaterThan(0);
    }
    expect(outputSize(config, range.most)).toBeLessThanOrEqual(220);
    expect(outputSize(config, range.most + range.step)).toBeGreaterThan(220);
  });

  test.each([
    [99, 92],
    [108, 108],
    [9, 92],
    // The output of an input of 124 has 36 pixels.
    [1000, 124],
  ])('of a limit of %d pixels is %d', (inputSizeLimit, planned) => {
    expect(sizeFor({ inputSizeLimit })).toBe(planned);
  });

  test('has no limit but the slices: it may be larger than the paper’s', () => {
    expect(sizeFor({ inputSizeLimit: 700 }, [darkSlice(800, 800)])).toBe(700);
    expect(sizeFor({ inputSize: 700 }, [darkSlice(800, 800)])).toBe(700);
  });

  test('a legal one that is asked for is taken', () => {
    expect(sizeFor({ inputSize: 100 })).toBe(100);
  });

  test.each([
    [{ inputSize: 99 }, 'the input size must be legal at depth 3 (nearest 92 or 100), got 99'],
    [
      { inputSize: 132 },
      'the input size must fit into every slice, its output is 44 x 44 pixels and dark-40 has 40 x 60: the largest that fits is 124, got 132',
    ],
    [{ depth: 5 }, 'depth 5 needs slices of at least 4 x 4 pixels, dark-2 has 2 x 2: choose a lower depth'],
  ])('%o is refused', (changed, message) => {
    const slices = 'depth' in changed ? [darkSlice(2, 2)] : undefined;
    expect(() => sizeFor(changed, slices)).toThrow(message);
  });
});

test('a plan takes the channels of the slices', () => {
  expect(planRun(quick, steps, [darkSlice(60, 60, 3)]).config).toMatchObject({ channels: 3, depth: 3, baseWidth: 16 });
});

test('an epoch has as many samples as the slices have tiles, and batches make fewer steps of them', () => {
  const slices = [darkSlice(100, 100), darkSlice(200, 101)];
  const settings = { ...quick, inputSize: 188 };
  const plan = planRun(settings, { epochs: 3 }, slices);
  // An input of 188 has an output of 100 pixels at depth 3.
  expect(tilesOf(plan, slices)).toBe(1 + 2 * 2);
  expect(plan.steps).toBe(3 * 5);
  expect(planRun({ ...settings, batchSize: 2 }, { epochs: 3 }, slices).steps).toBe(8);
});

test.each([{}, { steps: 1, epochs: 1 }])('the length %o is refused', (length) => {
  expect(() => planRun(quick, length, [darkSlice(60, 60)])).toThrow('length must be steps or epochs');
});

test('a run must be longer than its rate rises', () => {
  const slices = [darkSlice(60, 60)];
  const settings: RunSettings = { ...quick, schedule: 'cosine', warmup: 100 };
  expect(planRun(settings, { steps: 101 }, slices).steps).toBe(101);
  expect(() => planRun(settings, { steps: 100 }, slices)).toThrow(
    'first 100 steps (warmup), and the run must have more, got 100',
  );
  expect(() => planRun(settings, { epochs: 1 }, slices)).toThrow('must have more, got 1');
  expect(planRun({ ...settings, schedule: 'constant' }, { steps: 1 }, slices).steps).toBe(1);
});

test.each([{ steps: 0 }, { steps: Number.NaN }, { epochs: 1.5 }])('the length %o is no count', (length) => {
  expect(() => planRun(quick, length, [darkSlice(60, 60)])).toThrow(
    /^planRun: (steps|epochs) must be a positive integer/,
  );
});

test('samples are made by what the settings say', () => {
  const plan = planRun({ ...recipes.paper.settings, borderSigma: 3, seed: 7 }, steps, [darkSlice(600, 600)]);
  expect(sampleOptionsOf(plan)).toMatchObject({
    inputSize: 572,
    placement: 'grid',
    augmentation: { rotation: 180 },
    weights: { w0: 10, region: 'background', sigma: 3, balance: 'notebook' },
    seed: 7,
  });
});
