import { applyGreyValues } from '@unet/augment';
import * as arrays from '@unet/augment/arrays';
import { createRandom, imageFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { describe, test } from 'vitest';
import { everything, expectSample, image } from './expect-sample.ts';

test('augmentWindow gives the sample of the array function, with everything that it can do', async () => {
  const window = { row: 4, column: 9, height: 10, width: 8, margin: 3 };
  await expectSample(window, everything, 1);
});

describe('applyGreyValues agrees with the array function and keeps its input', () => {
  const nothing = { gamma: 1, gain: 1, offset: 0, noise: 0, clip: false };
  // Negative, zero, one and more.
  const grey = { ...image, data: image.data.map((value, index) => (index % 7 === 0 ? 0 : 3 * value - 1)) };

  test.each([
    ['nothing', {}],
    ['gamma', { gamma: 1.2 }],
    ['gamma below 1', { gamma: 0.83 }],
    ['gain and offset', { gain: 0.5, offset: 0.25 }],
    ['noise', { noise: 0.2 }],
    ['clip', { clip: true }],
    ['everything', { gamma: 1.5, gain: 0.5, offset: 0.25, noise: 0.1, clip: true }],
  ])('%s', async (_, change) => {
    const values = { ...nothing, ...change };
    await expectNoLeak(async () => {
      const input = imageFromArray(grey);
      const changed = await expectNoRead(() => applyGreyValues(input, values, { random: createRandom(1) }));
      const expected = arrays.applyGreyValues(grey, values, { random: createRandom(1) });
      // A GPU takes powers to some 1e-6.
      expectAllClose(await changed.data(), expected.data, { absolute: 1e-5 });
      expectAllClose(await input.data(), grey.data, { absolute: 0 });
      input.dispose();
      return changed;
    });
  });

  test('nothing is a tensor of its own', async () => {
    await expectNoLeak(async () => {
      const input = imageFromArray(grey);
      const same = applyGreyValues(input, nothing, { random: createRandom(1) });
      input.dispose();
      expectAllClose(await same.data(), grey.data, { absolute: 0 });
      return same;
    });
  });
});
