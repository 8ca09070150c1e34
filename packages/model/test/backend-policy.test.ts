import {
  engine,
  fill,
  grads,
  type Rank,
  type Tensor,
  type Tensor1D,
  type Tensor3D,
  type Tensor4D,
  tidy,
  valueAndGrads,
} from '@tensorflow/tfjs-core';
import {
  backendPolicy,
  convolution,
  maxPool,
  registerBackendPolicy,
  transposedConvolution,
  upConvolution,
  weightedCrossEntropy,
} from '@unet/model';
import { describe, expect, test, vi } from 'vitest';
import { onShapes } from '../src/memory/on-shapes.ts';
import { adamUpdate } from '../src/ops/adam-update.ts';
import { filterGradient } from '../src/ops/filter-gradient.ts';
import { inputGradient } from '../src/ops/input-gradient.ts';
import { momentumUpdate } from '../src/ops/momentum-update.ts';
import { sumOverPixels } from '../src/ops/sums-over-pixels.ts';

// Which kernels run is not seen in what is computed: it is the same by any way, but slower or in more memory. On shapes alone the sizes may
// be those of a real network.

type Kernels = Record<string, number>;

/** Kernels that run as on a backend, and how often, but for those that only make or share tensors. */
function kernelsOn(backend: string, work: () => unknown): Kernels {
  const counts: Kernels = {};
  const run = vi.spyOn(engine(), 'runKernel');
  try {
    onShapes(backend, () => {
      tidy(() => {
        work();
      });
    });
    for (const [name] of run.mock.calls) if (!SILENT.includes(name)) counts[name] = (counts[name] ?? 0) + 1;
  } finally {
    run.mockRestore();
  }
  return counts;
}

const SILENT = ['Fill', 'Reshape', 'Identity', 'ExpandDims'];

const zeros = (...shape: number[]) => fill<Rank.R4>(shape as Tensor4D['shape'], 0);

/** In the paper's network, the second convolution of the first block and the first of the bottom. */
const wide: Layer = { x: [1, 570, 570, 64], dy: [1, 568, 568, 64], filter: [3, 3, 64, 64] };
const deep: Layer = { x: [1, 32, 32, 512], dy: [1, 30, 30, 1024], filter: [3, 3, 512, 1024] };

type Layer = Record<'x' | 'dy' | 'filter', Tensor4D['shape']>;

describe('the gradient of a convolution with respect to its filter', () => {
  test.each<[backend: string, wide: Kernels, deep: Kernels]>([
    ['cpu', { Conv2D: 1, Transpose: 3 }, { Conv2D: 1, Transpose: 3 }],
    // Groups of taps: one of 64 channels takes 20,647,936 values; at 512 channels and 900 pixels all nine take a quarter of the limit.
    [
      'wasm',
      { BatchMatMul: 9, Slice: 9, Transpose: 1, Concat: 1 },
      { BatchMatMul: 1, Slice: 9, Transpose: 1, Concat: 1 },
    ],
    ['simd', { Conv2DBackpropFilter: 1 }, { Conv2DBackpropFilter: 1 }],
    [
      'webgl',
      { Slice: 9, BatchMatMul: 10, Transpose: 1, Concat: 1 },
      { Slice: 9, BatchMatMul: 9, Transpose: 1, Concat: 1 },
    ],
    ['webgpu', { Slice: 9, BatchMatMul: 10, Concat: 1 }, { Slice: 9, BatchMatMul: 9, Concat: 1 }],
    ['mine', { Conv2DBackpropFilter: 1 }, { Conv2DBackpropFilter: 1 }],
  ])('%s', (backend, ofWide, ofDeep) => {
    const gradient = ({ x, dy, filter }: Layer) =>
      kernelsOn(backend, () => filterGradient(zeros(...x), zeros(...dy), filter, 'valid'));
    expect(gradient(wide)).toEqual(ofWide);
    expect(gradient(deep)).toEqual(ofDeep);
  });

  test('wasm, 64 channels of 256 x 256 pixels: 2^22 values for each tap, four taps in each product', () => {
    const gradient = () => filterGradient(zeros(1, 256, 256, 64), zeros(1, 256, 256, 2), [3, 3, 64, 2], 'same');
    expect(kernelsOn('wasm', gradient).BatchMatMul).toBe(3);
  });

  test.each([
    ['webgl', 1, 9],
    ['webgl', 40, 9],
    // Taps share products up to 64 channels.
    ['webgpu', 1, 1],
    ['webgpu', 7, 1],
    ['webgpu', 8, 2],
    ['webgpu', 32, 5],
    ['webgpu', 33, 9],
  ])('%s, %i channels: %i products of taps', (backend, channels, products) => {
    const { BatchMatMul } = kernelsOn(backend, () =>
      filterGradient(zeros(1, 102, 102, channels), zeros(1, 100, 100, 4), [3, 3, channels, 4], 'valid'),
    );
    expect(BatchMatMul! - 1, 'the last one adds the pieces up').toBe(products);
  });

  test.each([
    // Up to 1000 pixels, and 2^22 products: 900 * 9 * 22 * 23 are 4,098,600.
    ['webgl', 30, 22, 23, true],
    ['webgpu', 30, 22, 23, true],
    ['webgl', 30, 23, 23, false],
    ['webgpu', 30, 23, 23, false],
    ['webgl', 32, 1, 1, false],
    ['webgpu', 31, 1, 1, true],
  ])(
    '%s, %i pixels a side, %i to %i channels: by the kernel of TensorFlow.js: %s',
    (backend, side, inputs, outputs, small) => {
      const kernels = kernelsOn(backend, () =>
        filterGradient(zeros(1, side, side, inputs), zeros(1, side, side, outputs), [3, 3, inputs, outputs], 'same'),
      );
      expect('Conv2DBackpropFilter' in kernels).toBe(small);
    },
  );
});

test.each<[backend: string, wide: Kernels]>([
  ['cpu', { Conv2DBackpropInput: 1 }],
  ['wasm', { Reverse: 1, Transpose: 1, PadV2: 1, Conv2D: 1 }],
  ['simd', { Conv2DBackpropInput: 1 }],
  // 12 bands of 48 rows at most.
  ['webgl', { Reverse: 1, Transpose: 1, PadV2: 1, Slice: 12, Conv2D: 12, Concat: 1 }],
  ['webgpu', { Conv2DBackpropInput: 1 }],
  ['mine', { Conv2DBackpropInput: 1 }],
])('the gradient of a convolution with respect to its input on %s', (backend, kernels) => {
  const { x, dy, filter } = wide;
  expect(kernelsOn(backend, () => inputGradient(x, zeros(...dy), zeros(...filter), 'valid'))).toEqual(kernels);
});

test.each([
  ['cpu', 1],
  ['wasm', 1],
  ['simd', 1],
  ['webgl', 12],
  ['webgpu', 1],
  ['mine', 1],
])('a large convolution on %s goes in %i bands', (backend, bands) => {
  const kernels = kernelsOn(backend, () => convolution(zeros(...wide.x), zeros(...wide.filter), fill([64], 0)));
  expect(kernels.FusedConv2D).toBe(bands);
});

test.each<[backend: string, kernels: Kernels]>([
  ['cpu', { Sum: 1 }],
  ['wasm', { BatchMatMul: 1 }],
  ['simd', { Sum: 1 }],
  ['webgl', { Sum: 1 }],
  ['webgpu', { BatchMatMul: 2 }],
  ['mine', { Sum: 1 }],
])('the sum over all pixels on %s', (backend, kernels) => {
  expect(kernelsOn(backend, () => sumOverPixels(fill([568 * 568, 64], 0), 568))).toEqual(kernels);
});

// The last upsampling of the paper's FCN-8s at 572 pixels: a convolution of 2 x 2 to the 8 x 8 pixels of each square, and its gradients in the
// ways above. It reverses and transposes filters alone, save once for the gradient of the squares.
test.each<[backend: string, kernels: Kernels]>([
  ['cpu', { Conv2D: 2, Conv2DBackpropInput: 1, Reverse: 3, Transpose: 10 }],
  ['wasm', { Conv2D: 2, PadV2: 1, Slice: 4, BatchMatMul: 1, Concat: 1, Reverse: 4, Transpose: 9 }],
  ['simd', { Conv2D: 1, Conv2DBackpropFilter: 1, Conv2DBackpropInput: 1, Reverse: 3, Transpose: 7 }],
  ['webgl', { Conv2D: 2, PadV2: 1, Conv2DBackpropFilter: 1, Reverse: 4, Transpose: 8 }],
  ['webgpu', { Conv2D: 1, Conv2DBackpropFilter: 1, Conv2DBackpropInput: 1, Reverse: 3, Transpose: 7 }],
  ['mine', { Conv2D: 1, Conv2DBackpropFilter: 1, Conv2DBackpropInput: 1, Reverse: 3, Transpose: 7 }],
])('a transposed convolution and its gradients on %s', (backend, kernels) => {
  const upsample = (x: Tensor, filter: Tensor) =>
    transposedConvolution(x as Tensor4D, filter as Tensor4D, { stride: 8 });
  const inputs = () => [zeros(1, 26, 26, 2), zeros(16, 16, 2, 2)];
  const ran = kernelsOn(backend, () => grads(upsample)(inputs(), zeros(1, 200, 200, 2)));
  expect(ran).toEqual({ ...kernels, DepthToSpace: 1 });
});

describe('whole operations', () => {
  const network = () => {
    const inputs = [zeros(1, 64, 64, 3), zeros(2, 2, 3, 4), fill([4], 0)];
    return valueAndGrads((x, filter, bias) => {
      const up = upConvolution(x as Tensor4D, filter as Tensor4D, bias as Tensor1D, { activation: 'relu' });
      const label = fill([1, 64, 64], 0, 'int32') as Tensor3D;
      return weightedCrossEntropy(maxPool(up), label, fill([1, 64, 64], 1) as Tensor3D);
    })(inputs);
  };
  const updates = () => {
    const [parameter, gradient, slot] = [zeros(3), zeros(3), zeros(3)];
    momentumUpdate({ parameter, gradient, velocity: slot }, { learningRate: 1, momentum: 1 });
    const settings = { learningRate: 1, beta1: 0, beta2: 0, epsilon: 1, step: 0 };
    adamUpdate({ parameter, gradient, mean: slot, squares: slot }, settings);
  };
  const ofOneKernel = {
    ReluGrad: 1,
    UpConvolution2D: 1,
    UpConvolution2DBackpropInput: 1,
    UpConvolution2DBackpropFilter: 1,
    WeightedCrossEntropy: 1,
    WeightedCrossEntropyGrad: 1,
    SgdMomentumUpdate: 1,
    AdamUpdate: 1,
  };

  test('are single kernels on simd', () => {
    expect(kernelsOn('simd', () => [network(), updates()])).toEqual({
      ...ofOneKernel,
      MaxPool: 1,
      MaxPoolGrad: 1,
      Sum: 1,
    });
  });

  test.each([
    ['cpu', true],
    ['wasm', false],
    ['webgl', true],
    ['webgpu', true],
    ['mine', true],
  ])('are composed on %s; it has a gradient of max-pooling: %s', (backend, pools) => {
    const kernels = kernelsOn(backend, () => [network(), updates()]);
    for (const name of Object.keys(ofOneKernel)) expect(kernels).not.toHaveProperty(name);
    expect('MaxPoolGrad' in kernels).toBe(pools);
  });
});

describe('a backend of your own', () => {
  test('goes the ways that it is said to go', () => {
    registerBackendPolicy('webgl by another name', backendPolicy('webgl'));
    const { x, dy, filter } = wide;
    const gradient = () => filterGradient(zeros(...x), zeros(...dy), filter, 'valid');
    expect(kernelsOn('webgl by another name', gradient)).toEqual(kernelsOn('webgl', gradient));
    registerBackendPolicy('mine, with a kernel', { own: ['ReluGrad'], composed: ['Conv2DBackpropInput'] });
    expect(backendPolicy('mine, with a kernel')).toEqual({
      ...backendPolicy('nobody knows'),
      own: ['ReluGrad'],
      composed: ['Conv2DBackpropInput'],
    });
  });

  test('names of nothing are backends that are not known', () => {
    expect(backendPolicy('constructor')).toEqual(backendPolicy('nobody knows'));
  });

  test.each<[policy: object, error: Error]>([
    [{ sums: 'some' }, new RangeError('registerBackendPolicy: sums must be "long" or "short", got "some"')],
    [
      { filterGradient: 'fast' },
      new RangeError('registerBackendPolicy: filterGradient must be "products" or "convolution", got "fast"'),
    ],
    [{ pixelSum: 'sum' }, new RangeError('registerBackendPolicy: pixelSum must be "kernel" or "product", got "sum"')],
    [
      { kernels: [] },
      new TypeError(
        'registerBackendPolicy: policy.kernels is not an option, only composed, own, sums, filterGradient, channelsPerProduct, turnsFactor, pixelSum, largestUnfolded',
      ),
    ],
  ])('%j is refused', (policy, error) => {
    expect(() => registerBackendPolicy('mine', policy)).toThrow(error);
  });
});
