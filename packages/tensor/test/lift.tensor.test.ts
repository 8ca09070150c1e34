import { add, engine, type Tensor, type Tensor2D, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import {
  type Image,
  imageFromArray,
  imageToArray,
  type Label,
  type Lifted,
  labelFromArray,
  labelToArray,
  lift,
  type Tensors,
  type Weight,
  weightFromArray,
  weightToArray,
} from '@unet/tensor';
import type { ImageArray, LabelArray, Random, WeightArray } from '@unet/tensor/arrays';
import { countReads, expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';

const imageArray = randomImage(3, 4, 2, 'lift');
const labelArray = randomLabel(3, 4, 3, 'lift');
const weightArray: WeightArray = { height: 2, width: 2, data: Float32Array.of(1, 2, 3, 4) };

/** Passes on what it is given, so that a test sees it. */
function spied<Arguments extends unknown[], Result>(result: (...args: Arguments) => Result) {
  return vi.fn(result);
}

/** All tensors in a value. */
function tensorsIn(value: unknown): Tensor[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if ('dataId' in value) return [value as Tensor];
  return Object.values(value).flatMap(tensorsIn);
}

describe('what the function is given', () => {
  test('image, label and weight as arrays, and all further arguments as they are', () =>
    expectNoLeak(async () => {
      const call = spied((..._: [ImageArray, LabelArray, WeightArray, object, string]) => 'done');
      const image = imageFromArray(imageArray);
      const label = labelFromArray(labelArray);
      const weight = weightFromArray(weightArray);
      const options = { untouched: tensor1d([1]) };
      const lifted = lift('f', call, { image: 'image', label: 'label', weight: 'weight' });
      expect(await lifted(image, label, weight, options as never, 'last')).toBe('done');
      expect(call.mock.calls).toEqual([[imageArray, labelArray, weightArray, options, 'last']]);
      expect(call.mock.calls[0]![3]).toBe(options);
      return [image, label, weight, options.untouched];
    }));

  test('a prediction as an image or a label, by its rank', () =>
    expectNoLeak(async () => {
      const call = spied((prediction: ImageArray | LabelArray) => prediction.height);
      const image = imageFromArray(imageArray);
      const label = labelFromArray(labelArray);
      const lifted = lift('f', call, { prediction: 'prediction' });
      await lifted(image);
      await lifted(label);
      expect(call.mock.calls).toEqual([[imageArray], [labelArray]]);
      return [image, label];
    }));

  test('lists of objects of lists: every tensor where its form says one is, the rest untouched', () =>
    expectNoLeak(async () => {
      interface Slice {
        readonly name?: string;
        readonly pair: { readonly image: ImageArray; readonly cells?: LabelArray | undefined };
        readonly maps: readonly WeightArray[];
      }
      const call = spied((slices: readonly Slice[]) => slices.length);
      const lifted = lift('f', call, { slices: [{ pair: { image: 'image', 'cells?': 'label' }, maps: ['weight'] }] });
      const slices = [
        {
          name: 'first',
          pair: { image: imageFromArray(imageArray), cells: labelFromArray(labelArray) },
          maps: [weightFromArray(weightArray), weightFromArray(weightArray)],
        },
        { pair: { image: imageFromArray(imageArray), cells: undefined }, maps: [] },
      ];
      expect(await lifted(slices)).toBe(2);
      expect(call.mock.calls[0]![0]).toEqual([
        { name: 'first', pair: { image: imageArray, cells: labelArray }, maps: [weightArray, weightArray] },
        { pair: { image: imageArray, cells: undefined }, maps: [] },
      ]);
      return slices;
    }));

  test('each tensor is read once', () =>
    expectNoLeak(async () => {
      const lifted = lift('f', (images: readonly ImageArray[], label: LabelArray) => images.length + label.width, {
        images: ['image'],
        label: 'label',
      });
      const images = [imageFromArray(imageArray), imageFromArray(imageArray)];
      const label = labelFromArray(labelArray);
      expect(await countReads(() => lifted(images, label))).toBe(3);
      return [images, label];
    }));

  test('reading starts for all tensors before one has come', () =>
    expectNoLeak(async () => {
      const lifted = lift('f', (a: ImageArray, b: LabelArray) => a.width + b.width, { a: 'image', b: 'label' });
      const image = imageFromArray(imageArray);
      const label = labelFromArray(labelArray);
      const read = vi.spyOn(engine(), 'read');
      try {
        const result = lifted(image, label);
        // One turn of the microtask queue: no backend has answered yet.
        await Promise.resolve();
        expect(read).toHaveBeenCalledTimes(2);
        expect(await result).toBe(8);
      } finally {
        read.mockRestore();
      }
      return [image, label];
    }));

  test('is what the backend has computed', () =>
    expectNoLeak(async () => {
      const image = imageFromArray(imageArray);
      const sum = add(image, 1) as Tensor3D;
      const largest = lift('f', ({ data }: ImageArray) => Math.min(...data), { image: 'image' });
      expect(await largest(sum)).toBeGreaterThanOrEqual(1);
      return [image, sum];
    }));
});

describe('what comes back', () => {
  test('an image, a label, a weight map', () =>
    expectNoLeak(async () => {
      const label = labelFromArray(labelArray);
      const image = await lift('f', (_: LabelArray) => imageArray, { label: 'label' })(label);
      const same = await lift('f', (given: LabelArray) => given, { label: 'label' })(label);
      const weight = await lift('f', (_: LabelArray) => weightArray, { label: 'label' })(label);
      expect([image.dtype, same.dtype, weight.dtype]).toEqual(['float32', 'int32', 'float32']);
      expect(await imageToArray(image)).toEqual(imageArray);
      expect(await labelToArray(same)).toEqual(labelArray);
      expect(await weightToArray(weight)).toEqual(weightArray);
      expect(same).not.toBe(label);
      return [label, image, same, weight];
    }));

  test('those inside objects and lists, with everything else as it is', () =>
    expectNoLeak(async () => {
      const sizes = Int32Array.of(1, 2, 3);
      const scores = new Map([['iou', 0.5]]);
      const lifted = lift(
        'f',
        (label: LabelArray) => ({
          labels: label,
          count: 3,
          none: null,
          sizes,
          scores,
          deep: [
            { weight: weightArray, box: { height: 1, width: 2 } },
            { image: imageArray, name: 'b' },
          ],
        }),
        { label: 'label' },
      );
      const label = labelFromArray(labelArray);
      const result = await lifted(label);
      expect(tensorsIn(result)).toHaveLength(3);
      expect(await labelToArray(result.labels)).toEqual(labelArray);
      expect(result).toMatchObject({ count: 3, none: null, deep: [{ box: { height: 1, width: 2 } }, { name: 'b' }] });
      expect(result.sizes).toBe(sizes);
      expect(result.scores).toBe(scores);
      const [first, second] = result.deep as unknown as [{ weight: Weight }, { image: Image }];
      expect(await weightToArray(first.weight)).toEqual(weightArray);
      expect(await imageToArray(second.image)).toEqual(imageArray);
      return [label, tensorsIn(result)];
    }));

  test('what an asynchronous function resolves to', () =>
    expectNoLeak(async () => {
      const lifted = lift('f', async (label: LabelArray) => ({ labels: await Promise.resolve(label) }), {
        label: 'label',
      });
      const label = labelFromArray(labelArray);
      const { labels } = await lifted(label);
      expect(await labelToArray(labels)).toEqual(labelArray);
      return [label, labels];
    }));
});

describe('bad calls', () => {
  const lifted = lift(
    'score',
    (pairs: readonly { prediction: ImageArray | LabelArray; truth: LabelArray }[], weight: WeightArray) =>
      pairs.length + weight.width,
    { pairs: [{ prediction: 'prediction', truth: 'label' }], weight: 'weight' },
  );
  const call = (...args: unknown[]) => lifted(...(args as Parameters<typeof lifted>));

  test('name the argument, also deep inside, before anything is read', () =>
    expectNoLeak(async () => {
      const image = imageFromArray(imageArray);
      const label = labelFromArray(labelArray);
      const weight = weightFromArray(weightArray);
      const pair = { prediction: image, truth: label };
      const refused: [unknown[], Error][] = [
        [[pair, weight], new TypeError('score: pairs must be a list, got { prediction, truth }')],
        [[[image], weight], new TypeError('score: pairs[0] must be { prediction, truth }, got [3,4,2] float32 tensor')],
        [
          [[pair, { ...pair, truth: labelArray }], weight],
          new TypeError('score: pairs[1].truth must be a [height, width] int32 tensor, got { height, width, data }'),
        ],
        [
          [[{ ...pair, truth: weight }], weight],
          new TypeError('score: pairs[0].truth must be a [height, width] int32 tensor, got [2,2] float32 tensor'),
        ],
        [
          [[{ ...pair, prediction: imageArray }], weight],
          new TypeError(
            'score: pairs[0].prediction must be a [height, width, channels] float32 or a [height, width] int32 tensor, got { height, width, channels, data }',
          ),
        ],
        [
          [[{ ...pair, prediction: weight }], weight],
          new TypeError('score: pairs[0].prediction must be a [height, width] int32 tensor, got [2,2] float32 tensor'),
        ],
        [
          [[pair], weightArray],
          new TypeError('score: weight must be a [height, width] float32 tensor, got { height, width, data }'),
        ],
        [[[pair]], new TypeError('score: weight must be a [height, width] float32 tensor, got undefined')],
      ];
      const reads = await countReads(async () => {
        for (const [args, error] of refused) await expect(call(...args)).rejects.toThrow(error);
      });
      expect(reads).toBe(0);
      return [image, label, weight];
    }));

  test('a disposed tensor', async () => {
    const label = labelFromArray(labelArray);
    label.dispose();
    await expect(lift('f', (given: LabelArray) => given.width, { label: 'label' })(label)).rejects.toThrow(
      new TypeError('f: label must not be disposed'),
    );
  });

  test('what the function throws is passed on, and nothing leaks', () =>
    expectNoLeak(async () => {
      const label = labelFromArray(labelArray);
      const failing = lift(
        'f',
        (_: LabelArray): LabelArray => {
          throw new RangeError('f: classes must be an integer >= 2, got 1');
        },
        { label: 'label' },
      );
      await expect(failing(label)).rejects.toThrow(new RangeError('f: classes must be an integer >= 2, got 1'));
      return label;
    }));
});

test('the types of a lifted function', () => {
  interface Options {
    readonly connectivity?: 4 | 8;
    readonly random: Random;
    readonly cells?: LabelArray;
    readonly onStep?: (step: number) => void;
  }
  type Call = (
    pair: { image: ImageArray; label: LabelArray },
    options?: Options,
  ) => { maps: WeightArray[]; count: number };
  expectTypeOf<Parameters<Lifted<Call>>[0]>().toEqualTypeOf<{ image: Image; label: Label }>();
  expectTypeOf<NonNullable<Parameters<Lifted<Call>>[1]>['connectivity']>().toEqualTypeOf<4 | 8 | undefined>();
  expectTypeOf<NonNullable<Parameters<Lifted<Call>>[1]>['cells']>().toEqualTypeOf<Label | undefined>();
  expectTypeOf<NonNullable<Parameters<Lifted<Call>>[1]>['onStep']>().toEqualTypeOf<
    ((step: number) => void) | undefined
  >();
  expectTypeOf<Random>().toExtend<NonNullable<Parameters<Lifted<Call>>[1]>['random']>();
  expectTypeOf<ReturnType<Lifted<Call>>>().toEqualTypeOf<Promise<{ maps: Weight[]; count: number }>>();
  // Options may be left out, and nothing of plain memory is taken.
  expectTypeOf<Lifted<Call>>().toBeCallableWith({ image: {} as Image, label: {} as Label });
  expectTypeOf<ImageArray>().not.toExtend<Parameters<Lifted<Call>>[0]['image']>();
  expectTypeOf<Lifted<() => Promise<LabelArray>>>().toEqualTypeOf<() => Promise<Label>>();
  expectTypeOf<Tensors<Int32Array | number | string | undefined>>().toEqualTypeOf<
    Int32Array | number | string | undefined
  >();
  expectTypeOf<Tensors<ImageArray | LabelArray>>().toEqualTypeOf<Tensor3D | Tensor2D>();
});
