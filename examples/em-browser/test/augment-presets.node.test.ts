import { noAugmentation, quickAugmentation } from '@unet/augment/arrays';
import { expect, test } from 'vitest';
import { completeOptions, elasticOf, presetOf, presets } from '../src/look/augment-presets.ts';

test('every preset is found again, also with what it leaves out', () => {
  for (const [name, options] of Object.entries(presets)) {
    expect(presetOf(options)).toBe(name);
    expect(presetOf(completeOptions(options))).toBe(name);
  }
});

test('the order of the options does not matter, their values do', () => {
  const reversed = Object.fromEntries(Object.entries(quickAugmentation).reverse());
  expect(presetOf(reversed)).toBe('quick');
  expect(presetOf({ ...quickAugmentation, noise: 0.04 })).toBeUndefined();
  expect(presetOf({ ...noAugmentation, elastic: elasticOf('dense') })).toBeUndefined();
});
