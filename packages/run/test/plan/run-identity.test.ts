import { dataHash, planRun, recipes, runIdentity } from '@unet/run/arrays';
import { expect, test } from 'vitest';
import { darkSlice } from './slices.ts';

test('the hash of data changes with every value, size and slice, and with nothing else', () => {
  const slices = [darkSlice(4, 6), darkSlice(6, 4)];
  const hash = dataHash(slices);
  expect(hash).toMatch(/^[0-9a-f]{8}$/);
  expect(dataHash(slices.map((slice) => ({ ...slice, name: 'other' })))).toBe(hash);
  const changes: (() => void)[] = [
    () => slices[1]!.image.data.fill(0.25, 23),
    () => slices[0]!.label.data.fill(1, 0, 1),
    () => slices.reverse(),
    () => slices.pop(),
  ];
  const hashes = changes.map((change) => {
    change();
    return dataHash(slices);
  });
  expect(new Set([hash, ...hashes]).size).toBe(1 + changes.length);
});

test('the length belongs to a run whose rate depends on it', () => {
  const slices = [darkSlice(600, 600)];
  const identity = (name: 'quick' | 'standard', steps: number) =>
    runIdentity(planRun(recipes[name].settings, { steps }, slices), slices);
  expect(identity('quick', 10)).toEqual(identity('quick', 20));
  expect(identity('standard', 200)).not.toEqual(identity('standard', 300));
});
