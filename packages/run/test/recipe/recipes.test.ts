import { fromFormer, isFormer, planRun, recipes, scheduleSteps } from '@unet/run/arrays';
import { expect, test } from 'vitest';
import { darkSlice } from '../plan/slices.ts';

test.each(Object.keys(recipes) as (keyof typeof recipes)[])('%s makes a plan', (name) => {
  const { settings, length } = recipes[name];
  const { steps } = planRun(settings, length, [darkSlice(600, 600)]);
  expect(steps).toBeGreaterThan(settings.warmup ?? 0);
  expect(scheduleSteps(settings, steps)).toBe(name === 'standard' ? steps : undefined);
});

test('the paper’s network and input are those of figure 1', () => {
  const { config, inputSize } = planRun(recipes.paper.settings, recipes.paper.length, [darkSlice(512, 512)]);
  expect({ ...config, inputSize }).toMatchObject({ baseWidth: 64, depth: 4, dropout: 'bottom', inputSize: 572 });
});

test('settings of an earlier version are read', () => {
  const { inputSizeLimit, batchSize, borderRegion: _, ...others } = recipes.quick.settings;
  const former = { ...others, tileLimit: inputSizeLimit, batch: batchSize, tile: 188 } as const;
  const named = { ...former, classBalance: 'reference', augmentation: 'reference' } as const;
  expect(isFormer(named)).toBe(true);
  expect(fromFormer(named)).toEqual({
    ...recipes.quick.settings,
    inputSize: 188,
    classBalance: 'notebook',
    augmentation: 'notebook',
  });
  expect(isFormer(recipes.quick.settings)).toBe(false);
});
