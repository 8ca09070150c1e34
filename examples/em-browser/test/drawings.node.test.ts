import { quickAugmentation } from '@unet/augment/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { drawAugmentation, drawOverlay, drawTiles, drawWeights } from '../src/look/slice-drawings.ts';

const slice = { name: 'a', image: randomImage(40, 30, 1, 1), label: randomLabel(40, 30, 2, 1) };
const network = { depth: 3, inputSize: 108 };
const augment = { width: 320, options: quickAugmentation, ...network, sample: 0 };

describe('pictures of the Look panel', () => {
  test('a sample is drawn alike again, another one is another', () => {
    expect(drawAugmentation(slice, augment)).toBe(drawAugmentation(slice, augment));
    expect(drawAugmentation(slice, { ...augment, sample: 1 })).not.toBe(drawAugmentation(slice, augment));
  });

  test('without augmentation the sample after is the one before', () => {
    const svg = drawAugmentation(slice, { ...augment, options: {} });
    const [imageBefore, labelBefore, imageAfter, labelAfter] = [...svg.matchAll(/href="([^"]+)"/g)].map(
      ([, uri]) => uri,
    );
    expect([imageAfter, labelAfter]).toEqual([imageBefore, labelBefore]);
    expect(imageBefore).not.toBe(labelBefore);
  });

  test('images of two equal channels look grey', () => {
    const pairs = Array.from(slice.image.data, (value) => [value, value]);
    const two = { ...slice, image: { ...slice.image, channels: 2, data: Float32Array.from(pairs.flat()) } };
    const request = { width: 320, title: 'a', opacity: 0.5 };
    expect(drawOverlay(two, request)).toBe(drawOverlay(slice, request));
    const tiles = { width: 320, ...network, index: 0, boundary: 'symmetric' } as const;
    expect(drawTiles(two, tiles)).toBe(drawTiles(slice, tiles));
    // Grey values are changed for each channel by itself, so that it is another picture.
    expect(drawAugmentation(two, augment)).toMatch(/^<svg/);
  });

  test('a tile that is not there any more is the last', () => {
    // 3 x 2 outputs of 20 pixels, 16 apart, so that poolings pair the same pixels.
    const request = { width: 320, ...network, boundary: 'symmetric' } as const;
    expect(drawTiles(slice, { ...request, index: 99 })).toBe(drawTiles(slice, { ...request, index: 5 }));
  });

  test('class balance is the weight without borders', () => {
    const plain = drawWeights(slice, { width: 320, options: { w0: 0, balance: 'none' } });
    const pictures = [...plain.matchAll(/href="([^"]+)"/g)].map(([, uri]) => uri);
    // Label, class balance with its bar, weight map with its bar.
    expect(pictures[3]).toBe(pictures[1]);
    expect(drawWeights(slice, { width: 320, options: { w0: 5, balance: 'none' } })).not.toBe(plain);
  });
});
