import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { checkTypes } from '../check-types.ts';
import { kernel } from '../kernel.ts';
import { fusedActivations, multiplyPixels } from '../products/multiply-pixels.ts';
import { multiplyTransposed } from '../products/multiply-transposed.ts';
import { matrixPixels, type Pixels } from '../products/pixels.ts';

/**
 * Up-convolution, a transposed convolution whose stride is the side of its kernel, so that every pixel becomes a square and squares do not overlap.
 * TensorFlow.js has no kernel for it: its transposed convolution keeps filters with inputs last, and has neither bias nor activation.
 * Filters are `[side, side, in, out]`.
 */

/** `{ x, filter, bias }`, attribute activation 'linear', 'relu' or 'relu6': `[batch, side height, side width, out]`. */
const upConvolution = kernel<Record<'x' | 'filter' | 'bias', TensorInfo>, { readonly activation: string }>(
  'UpConvolution2D',
  ({ inputs: { x, filter, bias }, attrs, backend }) => {
    checkTypes('UpConvolution2D', { x, filter, bias }, { x: 'float32', filter: 'float32', bias: 'float32' });
    const [batch, height, width, inputs] = x.shape as Shape4D;
    const [side, , , outputs] = filter.shape as Shape4D;
    const out = backend.makeOutputInfo([batch, side * height, side * width, outputs], 'float32');
    for (let tap = 0; tap < side * side; tap++) {
      const right = {
        address: backend.address(filter) + tap * inputs * outputs * 4,
        starts: [0],
        channelStride: outputs * 4,
        columnStride: 4,
        columns: outputs,
      };
      multiplyPixels(backend, everyPixel(backend, x), right, {
        address: backend.address(out),
        height: side * height,
        width: side * width,
        strideY: side,
        strideX: side,
        offsetY: Math.floor(tap / side),
        offsetX: tap % side,
        bias: backend.address(bias),
        activation: fusedActivations[attrs.activation] ?? 0,
      });
    }
    return out;
  },
);

/** `{ dy, filter }`: the gradient with respect to x. */
const upConvolutionBackpropInput = kernel<Record<'dy' | 'filter', TensorInfo>>(
  'UpConvolution2DBackpropInput',
  ({ inputs: { dy, filter }, backend }) => {
    checkTypes('UpConvolution2DBackpropInput', { dy, filter }, { dy: 'float32', filter: 'float32' });
    const [side, , inputs, outputs] = filter.shape as Shape4D;
    const left = squares(backend, dy, side);
    const out = backend.makeOutputInfo([left.batch, left.gridHeight, left.gridWidth, inputs], 'float32');
    const right = {
      address: backend.address(filter),
      starts: left.taps.map((_, tap) => tap * inputs * outputs * 4),
      channelStride: 4,
      columnStride: outputs * 4,
      columns: inputs,
    };
    multiplyPixels(backend, left, right, {
      address: backend.address(out),
      height: left.gridHeight,
      width: left.gridWidth,
    });
    return out;
  },
);

/** `{ x, dy }`: the gradient with respect to the filter. */
const upConvolutionBackpropFilter = kernel<Record<'x' | 'dy', TensorInfo>>(
  'UpConvolution2DBackpropFilter',
  ({ inputs: { x, dy }, backend }) => {
    checkTypes('UpConvolution2DBackpropFilter', { x, dy }, { x: 'float32', dy: 'float32' });
    const [, height, , inputs] = x.shape as Shape4D;
    const [, dyHeight, , outputs] = dy.shape as Shape4D;
    const side = dyHeight / height;
    const out = backend.makeOutputInfo([side, side, inputs, outputs], 'float32');
    const right = { address: backend.address(x), columns: inputs, pixelStride: inputs * 4, columnStride: 4 };
    multiplyTransposed(backend, squares(backend, dy, side), right, backend.address(out), true);
    return out;
  },
);

export const upConvolutionKernels: readonly KernelConfig[] = [
  upConvolution,
  upConvolutionBackpropInput,
  upConvolutionBackpropFilter,
];

type Shape4D = [number, number, number, number];

function everyPixel(backend: SimdBackend, x: TensorInfo): Pixels {
  const [batch, height, width, channels] = x.shape as Shape4D;
  const pixels = matrixPixels(backend.address(x), batch * height * width, channels);
  return { ...pixels, batch, gridHeight: height, gridWidth: width, height, width };
}

/** For each pixel of x the square of dy that it became. */
function squares(backend: SimdBackend, dy: TensorInfo, side: number): Pixels {
  const [batch, height, width, channels] = dy.shape as Shape4D;
  return {
    address: backend.address(dy),
    height,
    width,
    channels,
    batch,
    gridHeight: height / side,
    gridWidth: width / side,
    strideY: side,
    strideX: side,
    taps: Array.from({ length: side * side }, (_, tap) => [Math.floor(tap / side), tap % side] as const),
  };
}
