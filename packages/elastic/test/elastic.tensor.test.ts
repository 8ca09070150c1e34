import { coarseField, elasticDeform, warpImage, warpLabel } from '@unet/elastic';
import * as arrays from '@unet/elastic/arrays';
import { createRandom, imageFromArray, labelFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const image = randomImage(14, 12, 2, 'tensor');
const label = randomLabel(10, 8, 3, 'tensor');
const field = coarseField({ height: 14, width: 12, random: createRandom(1), deviation: 2 });

test('warpImage is the array function on tensors, leaks nothing and keeps its input', async () => {
  const input = imageFromArray(image);
  await expectNoLeak(() => warpImage(input, field));
  const options = { interpolation: 'bicubic', boundary: 'reflect', origin: { row: 2, column: -1 } } as const;
  const warped = await warpImage(input, field, options);
  expect(warped.shape).toEqual([14, 12, 2]);
  // Bit-equal on cpu and wasm; webgl keeps float32 in its textures.
  expectAllClose(await warped.data(), arrays.warpImage(image, field, options).data, { absolute: 1e-6 });
  input.dispose();
  warped.dispose();
});

test('warpLabel is the array function on tensors, leaks nothing and keeps its input', async () => {
  const input = labelFromArray(label);
  await expectNoLeak(() => warpLabel(input, field));
  const options = { interpolation: 'bilinear', origin: { row: -1, column: 3 } } as const;
  const warped = await warpLabel(input, field, options);
  expect(warped.shape).toEqual([14, 12]);
  expect(warped.dtype).toBe('int32');
  expect([...(await warped.data())]).toEqual([...arrays.warpLabel(label, field, options).data]);
  input.dispose();
  warped.dispose();
});

test('elasticDeform is the array function on tensors, leaks nothing and keeps its inputs', async () => {
  const pair = { image: imageFromArray(image), label: labelFromArray(label) };
  await expectNoLeak(() => elasticDeform(pair, { random: createRandom(2) }));
  const deformed = await elasticDeform(pair, { random: createRandom(2), probability: 1 });
  const expected = arrays.elasticDeform({ image, label }, { random: createRandom(2), probability: 1 });
  expectAllClose(await deformed.image.data(), expected.image.data, { absolute: 1e-6 });
  expect([...(await deformed.label.data())]).toEqual([...expected.label.data]);
  for (const tensor of [pair.image, pair.label, deformed.image, deformed.label]) tensor.dispose();
});

test('a label where an image belongs is refused', async () => {
  const input = labelFromArray(label);
  await expect(warpImage(input as never, field)).rejects.toThrow(/image must be a \[height, width, channels\] float32/);
  input.dispose();
});
