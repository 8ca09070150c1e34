import { type Scalar, slice, type Tensor, tidy, valueAndGrads } from '@tensorflow/tfjs-core';
import { augmentWindow } from '@unet/augment';
import { decodeImages, decodeLabels } from '@unet/image-io';
import { encodePng } from '@unet/image-io/arrays';
import { createUNet, disposeUNet, forward, margin, outputSize, segment, weightedCrossEntropy } from '@unet/model';
import { createRandom, disposeSample, type Sample } from '@unet/tensor';
import { extractLabelTile, extractTile, planTiles } from '@unet/tiling';
import { createBatch } from '@unet/trainer';
import { weightMap, weightMapContext } from '@unet/weight-map';
import { countReads, expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { squareSlices, tinyConfig } from './tiny.ts';

const inputSize = 24;
const [cells] = squareSlices(1, 28, 20);
const files = { image: encodePng(cells!.image), label: encodePng(cells!.label, { classes: 2 }) };
const names = ['decode', 'tile', 'augment', 'weights', 'gradient', 'values'] as const;

// From the bytes of a file to gradients by the main entries alone: what one package returns, the next one takes, on the device. That is
// read where the documentation says so: once by weightMap, and once for each value that is asked for.
test('decoded image, tile, augmentation, weights, forward pass, loss and gradient', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet(tinyConfig, { seed: 3 });
    const reads: Record<string, number> = {};
    const counted = async <Result>(
      name: (typeof names)[number],
      work: () => Promise<Result> | Result,
    ): Promise<Result> => {
      let result: { value: Result } | undefined;
      reads[name] = await countReads(async () => {
        result = { value: await work() };
      });
      return result!.value;
    };

    const [image, label] = await counted('decode', async () => {
      const [[first], [second]] = await Promise.all([decodeImages(files.image), decodeLabels(files.label)]);
      return [first!, second!] as const;
    });
    expect([image.shape, label.shape]).toEqual([
      [28, 20, 1],
      [28, 20],
    ]);

    const side = outputSize(unet.config, inputSize)!;
    const plan = planTiles({ height: 28, width: 20, outputSize: side, margin: margin(unet.config) });
    const tile = plan.tiles[1]!;
    const tiles = await counted(
      'tile',
      () => [extractTile(image, plan, tile), extractLabelTile(label, plan, tile)] as const,
    );
    expect([tiles[0].shape, tiles[1].shape]).toEqual([
      [inputSize, inputSize, 1],
      [side, side],
    ]);

    const weights = { sigma: 1 };
    const context = weightMapContext(weights);
    const moved = await counted('augment', () => {
      const window = { row: tile.row, column: tile.column, height: side, width: side, margin: plan.margin };
      const options = { rotation: 10, elastic: { kind: 'coarse', sigma: 2 }, noise: 0.05 } as const;
      return augmentWindow(
        { image, label },
        { ...window, labelMargin: context },
        { ...options, random: createRandom(1) },
      );
    });
    expect(moved.image.shape).toEqual([inputSize, inputSize, 1]);

    const sample = await counted('weights', async (): Promise<Sample> => {
      const wide = await weightMap(moved.label, weights);
      const size: [number, number] = [side, side];
      const cropped = tidy(() => [wide, moved.label].map((plane) => slice(plane, [context, context], size)));
      wide.dispose();
      moved.label.dispose();
      return { image: moved.image, weight: cropped[0] as Sample['weight'], label: cropped[1] as Sample['label'] };
    });

    const parameters = Object.entries(unet.parameters);
    const { value, grads } = await counted('gradient', () =>
      tidy(() => {
        const batch = createBatch([sample]);
        const lossOf = (...tensors: Tensor[]): Scalar => {
          const named = Object.fromEntries(parameters.map(([name], index) => [name, tensors[index]!]));
          return weightedCrossEntropy(forward(unet.config, named, batch.image), batch.label, batch.weight);
        };
        return valueAndGrads(lossOf)(parameters.map(([, tensor]) => tensor));
      }),
    );
    await counted('values', async () => {
      const [loss] = await value.data();
      expect(loss).toBeGreaterThan(0);
      const [slope] = await grads.at(-1)!.data();
      expect(Math.abs(slope!)).toBeGreaterThan(0);
    });

    expect(reads).toEqual({ decode: 0, tile: 0, augment: 0, weights: 1, gradient: 0, values: 2 });
    disposeSample(sample);
    disposeUNet(unet);
    return [image, label, ...tiles, value, ...grads];
  });
});

test('and back: a decoded image is segmented, to a label, without a read', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet(tinyConfig, { seed: 3 });
    const [image] = await decodeImages(files.image);
    let label: Tensor | undefined;
    const reads = await countReads(async () => {
      label = await segment(unet, image!, { output: 'label', inputSize });
    });
    expect(reads).toBe(0);
    expect([label!.dtype, ...label!.shape]).toEqual(['int32', 28, 20]);
    disposeUNet(unet);
    return [image!, label!];
  });
});
