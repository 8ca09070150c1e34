import type { Tensor } from '@tensorflow/tfjs-core';
import { decodeImages, decodeLabels, encodePng, encodeTiff } from '@unet/image-io';
import * as arrays from '@unet/image-io/arrays';
import { imageFromArray, labelFromArray } from '@unet/tensor';
import { countReads, expectAllClose, expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const pages = [randomImage(4, 5, 3, 'a'), randomImage(3, 2, 3, 'b')];
const labelArray = randomLabel(4, 5, 3, 'label');

async function expectTensor(actual: Tensor, shape: number[], values: ArrayLike<number>): Promise<void> {
  expect(actual.shape).toEqual(shape);
  expectAllClose(await actual.data(), values, {});
}

test('decodeImages: a float32 tensor a page, by the options of the arrays', () =>
  expectNoLeak(async () => {
    const bytes = arrays.encodeTiff(pages);
    const images = await decodeImages(bytes);
    expect(images.map(({ dtype }) => dtype)).toEqual(['float32', 'float32']);
    await expectTensor(images[0]!, [4, 5, 3], pages[0]!.data);
    await expectTensor(images[1]!, [3, 2, 3], pages[1]!.data);
    const grey = await decodeImages(bytes, { channels: 1 });
    await expectTensor(grey[0]!, [4, 5, 1], arrays.decodeImages(bytes, { channels: 1 })[0]!.data);
    return [...images, ...grey];
  }));

test('decodeLabels: an int32 tensor a page, by the options of the arrays', () =>
  expectNoLeak(async () => {
    const labels = await decodeLabels(arrays.encodePng(labelArray, { classes: 3 }), { classes: 3 });
    expect(labels[0]!.dtype).toBe('int32');
    await expectTensor(labels[0]!, [4, 5], labelArray.data);
    return labels;
  }));

test('what is wrong with a file or an option rejects, and leaves no tensor behind', () =>
  expectNoLeak(async () => {
    const bytes = arrays.encodeTiff(pages);
    const nan = { ...arrays.decodePages(bytes)[1]!, data: new Float32Array(18).fill(Number.NaN) };
    await expect(decodeImages(arrays.encodeTiff([pages[0]!, nan]))).rejects.toThrow(
      'page 1: value NaN is not a finite float32 at row 0, column 0',
    );
    await expect(decodeImages(bytes, { channel: 1 } as never)).rejects.toThrow(
      new TypeError('decodeImages: options.channel is not an option, only maxPixels, channels, scaling'),
    );
    await expect(decodeLabels(bytes, { classes: 1 })).rejects.toThrow(
      new RangeError('decodeLabels: classes must be an integer >= 2, got 1'),
    );
  }));

test('encoding gives the bytes that the arrays give; each tensor is read once and stays', () =>
  expectNoLeak(async () => {
    const images = pages.map(imageFromArray);
    const label = labelFromArray(labelArray);
    const reads = await countReads(async () => {
      expect(await encodeTiff([...images, label], { bitDepth: 16 })).toEqual(
        arrays.encodeTiff([...pages, labelArray], { bitDepth: 16 }),
      );
    });
    expect(reads).toBe(3);
    expect(await encodePng(images[0]!, { bitDepth: 16 })).toEqual(arrays.encodePng(pages[0]!, { bitDepth: 16 }));
    expect(await encodePng(label)).toEqual(arrays.encodePng(labelArray));
    expect(await encodePng(label, { classes: 3 })).toEqual(arrays.encodePng(labelArray, { classes: 3 }));
    return [images, label];
  }));

test('encoding says what is wrong with a tensor', () =>
  expectNoLeak(async () => {
    const two = imageFromArray(randomImage(2, 2, 2, 'probabilities'));
    await expect(encodePng(two)).rejects.toThrow(
      new RangeError(
        'encodePng: image must have 1 or 3 channels, got 2; of probabilities take one class with classProbability, or the class map with mostProbableClass, both of @unet/model',
      ),
    );
    await expect(encodeTiff([two])).rejects.toThrow(/^encodeTiff: images\[0\] must have 1 or 3 channels, got 2;/);
    await expect(encodeTiff(two as never)).rejects.toThrow(
      new TypeError('encodeTiff: images must be a list, got [2,2,2] float32 tensor'),
    );
    await expect(encodePng(pages[0] as never)).rejects.toThrow(
      new TypeError(
        'encodePng: image must be a [height, width, channels] float32 or a [height, width] int32 tensor, got { height, width, channels, data }',
      ),
    );
    return two;
  }));
