import { memory } from '@tensorflow/tfjs-core';
import { type SegmentOptions, type SegmentOutput, segment, type UNetConfig } from '@unet/model';
import { imageFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead, randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { rounding, withUNet } from './with-unet.ts';

describe('a tensor', () => {
  const cases: [Partial<UNetConfig>, SegmentOptions][] = [
    [{ channels: 2 }, {}],
    [{ channels: 2 }, { inputSize: 26 }],
    [
      { channels: 2, classes: 3 },
      { inputSize: 24, stride: 3, blend: 'centre', batchSize: 4 },
    ],
    [
      { channels: 2, padding: 'same' },
      { inputSize: 34, boundary: 'reflect' },
    ],
    [{ channels: 2 }, { inputSize: 28, symmetries: true, batchSize: 2 }],
  ];

  test.each(cases)('gives what it gives in plain memory, and nothing is read: %j, %j', async (config, options) => {
    await withUNet(config, async (unet) => {
      const image = randomImage(9, 21, 2, 'image');
      const expected = await segment(unet, image, { ...options, output: 'both' });
      await expectNoLeak(async () => {
        const tensor = imageFromArray(image);
        const { probabilities, label } = await expectNoRead(() =>
          segment(unet, tensor, { ...options, output: 'both' }),
        );
        expect([probabilities.shape, probabilities.dtype]).toEqual([[9, 21, unet.config.classes], 'float32']);
        expect([label.shape, label.dtype]).toEqual([[9, 21], 'int32']);
        expectAllClose(await probabilities.data(), expected.probabilities.data, rounding);
        const own = await probabilities.data();
        // Whichever of two classes that are equal up to rounding.
        for (const [pixel, best] of (await label.data()).entries()) {
          const here = own.slice(pixel * unet.config.classes, (pixel + 1) * unet.config.classes);
          expect(here[best]).toBeGreaterThanOrEqual(Math.max(...here));
        }
        return [tensor, probabilities, label];
      });
    });
  });

  test.each<[SegmentOutput | undefined, number[], string]>([
    [undefined, [9, 13, 2], 'float32'],
    ['probabilities', [9, 13, 2], 'float32'],
    ['label', [9, 13], 'int32'],
  ])('output %s owns nothing but its result', async (output, shape, dtype) => {
    await withUNet({}, async (unet) => {
      await expectNoLeak(async () => {
        const image = imageFromArray(randomImage(9, 13, 1, 'image'));
        const result = output === 'label' ? segment(unet, image, { output }) : segment(unet, image, { inputSize: 20 });
        expect([(await result).shape, (await result).dtype]).toEqual([shape, dtype]);
        return [image, await result];
      });
    });
  });

  test('a signal, and what onTile throws, leave nothing behind, and the event loop turns between two tiles', async () => {
    await withUNet({}, async (unet) => {
      await expectNoLeak(async () => {
        const image = imageFromArray(randomImage(10, 30, 1, 'image'));
        const before = memory().numTensors;
        const controller = new AbortController();
        const reason = new Error('enough');
        // A task of the event loop, not of the promises: on some backends every await is of something that is there already.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => controller.abort(reason);
        port2.postMessage(undefined);
        const counts: number[] = [];
        const options = { inputSize: 18, signal: controller.signal, onTile: (count: number) => counts.push(count) };
        await expect(segment(unet, image, options)).rejects.toBe(reason);
        port1.close();
        expect(counts.length).toBeLessThan(75);
        const onTile = () => {
          throw new Error('from the caller');
        };
        await expect(segment(unet, image, { onTile })).rejects.toThrow('from the caller');
        expect(memory().numTensors).toBe(before);
        return image;
      });
    });
  });
});
