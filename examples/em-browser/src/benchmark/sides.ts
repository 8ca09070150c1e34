import { Conv2DBackpropFilter, Conv2DBackpropInput, engine, FusedConv2D, type Tensor } from '@tensorflow/tfjs-core';
import { convolution, convolutionFilterGradient, convolutionInputGradient } from '@unet/model';
import type { LayerTensors } from './layer-tensors.ts';

/** What of a convolution is timed. */
export type Operation = 'forward' | 'input gradient' | 'filter gradient';

export const operations: readonly Operation[] = ['forward', 'input gradient', 'filter gradient'];

/** Computes an operation of one convolution; the result is the caller's. */
export type Side = Readonly<Record<Operation, (layer: LayerTensors) => Tensor>>;

/** As `@unet/model` does it. */
export const ours: Side = {
  forward: ({ x, filter, bias }) => convolution(x, filter, bias, { activation: 'relu' }),
  'input gradient': ({ x, dy, filter }) => convolutionInputGradient(x.shape, dy, filter),
  'filter gradient': ({ x, dy, filter }) => convolutionFilterGradient(x, dy, filter.shape),
};

const attributes = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC' };

/** By the kernels of TensorFlow.js. */
export const stock: Side = {
  forward: ({ x, filter, bias }) =>
    engine().runKernel(
      FusedConv2D,
      { x, filter, bias },
      { ...attributes, dilations: [1, 1], activation: 'relu' },
    ) as Tensor,
  'input gradient': ({ x, dy, filter }) =>
    engine().runKernel(Conv2DBackpropInput, { dy, filter }, { ...attributes, inputShape: x.shape }) as Tensor,
  'filter gradient': ({ x, dy, filter }) =>
    engine().runKernel(Conv2DBackpropFilter, { x, dy }, { ...attributes, filterShape: filter.shape }) as Tensor,
};
