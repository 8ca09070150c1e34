import { type Tensor, tensor3d } from '@tensorflow/tfjs-core';
import {
  decodeImages,
  decodeImageTensors,
  decodeLabelTensors,
  encodePng,
  encodePngTensor,
  encodeTiff,
  encodeTiffTensors,
  fromLabelArray,
  ImageError,
  toImageArray,
} from '@unet/image-io';
import { expectAllClose, expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const pages = [randomImage(4, 5, 3, 'a'), randomImage(3, 2, 3, 'b')];

async function expectTensor(actual: Tensor, shape: number[], values: ArrayLike<number>): Promise<void> {
  expect(actual.shape).toEqual(shape);
  expectAllClose(await actual.data(), values, {});
}

test('decodeImageTensors: a float32 tensor a page', async () => {
  await expectNoLeak(async () => {
    const images = decodeImageTensors(encodeTiff(pages));
    expect(images.map(({ dtype }) => dtype)).toEqual(['float32', 'float32']);
    await expectTensor(images[0]!, [4, 5, 3], pages[0]!.data);
    await expectTensor(images[1]!, [3, 2, 3], pages[1]!.data);
    return images;
  });
});

test('decodeImageTensors passes its options on', async () => {
  const bytes = encodeTiff(pages);
  await expectNoLeak(async () => {
    const images = decodeImageTensors(bytes, { channels: 1 });
    await expectTensor(images[0]!, [4, 5, 1], toImageArray(decodeImages(bytes)[0]!, { channels: 1 }).data);
    return images;
  });
  expect(() => decodeImageTensors(bytes, { maxPixels: 5 })).toThrow(ImageError);
});

test('decodeLabelTensors: an int32 tensor a page', async () => {
  const label = randomLabel(4, 5, 3, 'label');
  await expectNoLeak(async () => {
    const labels = decodeLabelTensors(encodePng(fromLabelArray(label, { classes: 3 })), { classes: 3 });
    expect(labels[0]!.dtype).toBe('int32');
    await expectTensor(labels[0]!, [4, 5], label.data);
    return labels;
  });
});

test('a bad second page leaves no tensor behind', async () => {
  const nan = { ...decodeImages(encodeTiff(pages))[1]!, data: new Float32Array(18).fill(Number.NaN) };
  await expectNoLeak(() => {
    expect(() => decodeImageTensors(encodeTiff([pages[0]!, nan]))).toThrow(
      'page 1: value NaN is not a finite float32 at row 0, column 0',
    );
  });
});

test('encoding gives the bytes that the arrays give; the tensors stay', async () => {
  await expectNoLeak(async () => {
    const tensors = pages.map(({ height, width, channels, data }) => tensor3d(data, [height, width, channels]));
    expect(await encodeTiffTensors(tensors, { bitDepth: 16 })).toEqual(encodeTiff(pages, { bitDepth: 16 }));
    expect(await encodePngTensor(tensors[0]!, { bitDepth: 16 })).toEqual(encodePng(pages[0]!, { bitDepth: 16 }));
    expect(tensors.map(({ isDisposed }) => isDisposed)).toEqual([false, false]);
    return tensors;
  });
});
