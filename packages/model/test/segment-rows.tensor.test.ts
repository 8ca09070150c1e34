import { memory } from '@tensorflow/tfjs-core';
import { type SegmentOptions, segment, segmentRows } from '@unet/model';
import type { ImageArray } from '@unet/tensor';
import { randomImage } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { withUNet } from './with-unet.ts';

/** An image by rows, and how often each was read. */
function byRows({ height, width, channels, data }: ImageArray) {
  const reads = new Int32Array(height);
  const readRows = async (row: number, count: number): Promise<ImageArray> => {
    for (let index = row; index < row + count; index++) reads[index]!++;
    return {
      height: count,
      width,
      channels,
      data: data.slice(row * width * channels, (row + count) * width * channels),
    };
  };
  return { image: { height, width, channels, readRows }, reads };
}

const cases: [height: number, width: number, options: SegmentOptions][] = [
  [53, 30, { inputSize: 24 }],
  [53, 30, { inputSize: 24, batchSize: 4 }],
  [41, 9, { inputSize: 20, stride: 2, boundary: 'reflect', blend: 'centre' }],
  [6, 70, { inputSize: 24, symmetries: true }],
];

test.each(cases)('gives what segment gives, %i x %i, %j, and reads each row once', async (height, width, options) => {
  await withUNet({}, async (unet) => {
    const whole = randomImage(height, width, 1, 'image');
    const expected = await segment(unet, whole, options);
    const { image, reads } = byRows(whole);
    const values: number[] = [];
    const counts: number[] = [];
    const before = memory().numTensors;
    await segmentRows(unet, image, {
      ...options,
      onRows: async (row, probabilities) => {
        expect(row * width * 2).toBe(values.length);
        // It is waited for.
        await new Promise((resolve) => setTimeout(resolve, 1));
        values.push(...probabilities.data);
        counts.push(probabilities.height);
      },
    });
    expect(memory().numTensors).toBe(before);
    expect(values).toEqual([...expected.data]);
    expect([...reads]).toEqual(new Array(height).fill(1));
    if (height > 10) expect(Math.max(...counts)).toBeLessThan(height / 2);
  });
});

test('says what is wrong, and passes on what reading and writing throw', async () => {
  await withUNet({}, async (unet) => {
    const { image } = byRows(randomImage(30, 12, 1, 'image'));
    const onRows = (): void => {};
    await expect(segmentRows(unet, { ...image, channels: 2 }, { onRows })).rejects.toThrow(
      'segmentRows: image must have 1 channels, got 2',
    );
    await expect(segmentRows(unet, {} as never, { onRows })).rejects.toThrow('image must be { height, width');
    await expect(segmentRows(unet, image, {} as never)).rejects.toThrow('segmentRows: onRows must be a function');
    await expect(segmentRows(unet, image, { onRows, output: 'label' } as never)).rejects.toThrow('segmentRows');
    const lost = new Error('the disk is full');
    const before = memory().numTensors;
    const failing = { ...image, readRows: () => Promise.reject(lost) };
    await expect(segmentRows(unet, failing, { onRows, inputSize: 20 })).rejects.toBe(lost);
    await expect(segmentRows(unet, image, { onRows: () => Promise.reject(lost), inputSize: 20 })).rejects.toBe(lost);
    const short = { ...image, readRows: (row: number) => image.readRows(row, 1) };
    await expect(segmentRows(unet, short, { onRows, inputSize: 20 })).rejects.toThrow('readRows: must give');
    expect(memory().numTensors).toBe(before);
  });
});
