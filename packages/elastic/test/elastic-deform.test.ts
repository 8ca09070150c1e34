import { cropField, denseField, elasticDeform, randomField, warpImage, warpLabel } from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const image = randomImage(30, 26, 1, 'deform');
const label = randomLabel(20, 16, 3, 'deform');

test('image and label move by one field, the label by its central part', () => {
  const deformed = elasticDeform({ image, label }, { random: createRandom(1) });
  const random = createRandom(1);
  random.uniform();
  const field = denseField({ height: 30, width: 26, random });
  expect(deformed.image).toEqual(warpImage(image, field));
  expect(deformed.label).toEqual(warpLabel(label, cropField(field, label)));
  expect(deformed.image).not.toEqual(image);
  expect(deformed.label).not.toEqual(label);
});

test('takes kind, interpolations and boundary from the options', () => {
  const elastic = { kind: 'coarse', sigma: 4 } as const;
  const options = {
    elastic,
    imageInterpolation: 'bicubic',
    labelInterpolation: 'bilinear',
    boundary: 'reflect',
  } as const;
  const deformed = elasticDeform({ image, label }, { ...options, random: createRandom(2) });
  const random = createRandom(2);
  random.uniform();
  const field = randomField({ ...elastic, height: 30, width: 26, random });
  expect(deformed.image).toEqual(warpImage(image, field, { interpolation: 'bicubic', boundary: 'reflect' }));
  expect(deformed.label).toEqual(
    warpLabel(label, cropField(field, label), { interpolation: 'bilinear', boundary: 'reflect' }),
  );
});

test('probability 0 returns copies', () => {
  const same = elasticDeform({ image, label }, { random: createRandom(3), probability: 0 });
  expect(same).toEqual({ image, label });
  expect(same.image.data).not.toBe(image.data);
  expect(same.label.data).not.toBe(label.data);
});

test('always deforms by default', () => {
  const random = createRandom(5);
  for (let trial = 0; trial < 50; trial++) {
    expect(elasticDeform({ image, label }, { random }).image).not.toEqual(image);
  }
});

test('deforms as often as probability says', () => {
  const random = createRandom(4);
  const small = { image: randomImage(4, 4, 1, 0), label: randomLabel(4, 4, 2, 0) };
  let deformed = 0;
  for (let trial = 0; trial < 1000; trial++) {
    if (
      elasticDeform(small, { random, probability: 0.7 }).image.data.some(
        (value, index) => value !== small.image.data[index],
      )
    )
      deformed++;
  }
  // Three standard deviations of the binomial distribution.
  expect(Math.abs(deformed - 700)).toBeLessThan(44);
});
