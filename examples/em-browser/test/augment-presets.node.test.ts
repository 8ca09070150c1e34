import {
  type AugmentOptions,
  augmentWindow,
  drawGeometry,
  noAugmentation,
  quickAugmentation,
} from '@unet/augment/arrays';
import { createRandom } from '@unet/tensor/arrays';
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

/** Options that turn on one thing after the other, so that each number which is left out matters. */
const sparse: AugmentOptions[] = [
  {},
  { rotation: 30 },
  { gamma: 1.5, gain: 1.3 },
  { elastic: { kind: 'coarse' } },
  { elastic: { kind: 'dense' }, rotation: 10 },
];

test.each(sparse)('what %j leaves out does what the package does by itself', (options) => {
  const shape = { height: 24, width: 24 };
  const values = Array.from({ length: 24 * 24 }, (_, pixel) => (pixel * pixel * 7) % 11);
  const slice = {
    image: { ...shape, channels: 1, data: Float32Array.from(values, (value) => value / 10) },
    label: { ...shape, data: Int32Array.from(values, (value) => (value > 4 ? 1 : 0)) },
  };
  const window = { row: -4, column: 3, height: 16, width: 16, margin: 4 };
  const complete = completeOptions(options);
  const random = () => createRandom('presets');
  expect(augmentWindow(slice, window, { ...complete, random: random() })).toEqual(
    augmentWindow(slice, window, { ...options, random: random() }),
  );
  expect(drawGeometry({ ...complete, ...shape, random: random() })).toEqual(
    drawGeometry({ ...options, ...shape, random: random() }),
  );
});
