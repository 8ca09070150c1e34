import {
  type backend_util,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  type KernelConfig,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import { fusedActivations } from '../products/multiply-pixels.ts';
import { filterGradient } from './filter-gradient.ts';
import { forward } from './forward.ts';
import { type ConvolutionAttributes, geometryOf } from './geometry.ts';
import { inputGradient } from './input-gradient.ts';
import { upConvolutionKernels } from './up-convolution.ts';

const conv2D = kernel<Record<'x' | 'filter', TensorInfo>, ConvolutionAttributes>(
  Conv2D,
  ({ inputs: { x, filter }, attrs, backend }) => {
    const info = geometryOf(x.shape, filter.shape, attrs);
    if (info === undefined || !areFloats(x, filter) || isEmpty(info.outShape, info.filterShape)) return undefined;
    return forward(backend, x, filter, info);
  },
);

const fusedConv2D = kernel<
  Record<'x' | 'filter', TensorInfo> & Partial<Record<'bias' | 'preluActivationWeights', TensorInfo>>,
  ConvolutionAttributes & { readonly activation?: string }
>(FusedConv2D, ({ inputs: { x, filter, bias }, attrs, backend }) => {
  const info = geometryOf(x.shape, filter.shape, attrs);
  const activation = fusedActivations[attrs.activation ?? 'linear'];
  if (
    info === undefined ||
    activation === undefined ||
    !areFloats(x, filter) ||
    isEmpty(info.outShape, info.filterShape)
  ) {
    return undefined;
  }
  if (bias !== undefined && !(bias.dtype === 'float32' && util.sizeFromShape(bias.shape) === info.outChannels))
    return undefined;
  return forward(backend, x, filter, info, bias, activation);
});

const conv2DBackpropInput = kernel<
  Record<'dy' | 'filter', TensorInfo>,
  ConvolutionAttributes & { readonly inputShape: number[] }
>(Conv2DBackpropInput, ({ inputs: { dy, filter }, attrs, backend }) => {
  const info = geometryOf(attrs.inputShape, filter.shape, { ...attrs, dilations: 1 });
  if (info === undefined || !areFloats(dy, filter) || isEmpty(info.outShape, info.filterShape)) return undefined;
  if (!isOutput(dy, info)) return undefined;
  return inputGradient(backend, dy, filter, info);
});

const conv2DBackpropFilter = kernel<
  Record<'x' | 'dy', TensorInfo>,
  ConvolutionAttributes & { readonly filterShape: number[] }
>(Conv2DBackpropFilter, ({ inputs: { x, dy }, attrs, backend }) => {
  const info = geometryOf(x.shape, attrs.filterShape, { ...attrs, dilations: 1 });
  if (info === undefined || !areFloats(x, dy) || isEmpty(info.outShape, info.filterShape)) return undefined;
  if (!isOutput(dy, info)) return undefined;
  return filterGradient(backend, x, dy, info);
});

export const convolutionKernels: readonly KernelConfig[] = [
  conv2D,
  fusedConv2D,
  conv2DBackpropInput,
  conv2DBackpropFilter,
  ...upConvolutionKernels,
];

/** TensorFlow.js lets gradients through whose height and width are not those of the convolution. */
function isOutput(dy: TensorInfo, info: backend_util.Conv2DInfo): boolean {
  return util.arraysEqual(dy.shape, info.outShape);
}

function areFloats(...tensors: TensorInfo[]): boolean {
  return tensors.every(({ dtype }) => dtype === 'float32');
}

function isEmpty(...shapes: number[][]): boolean {
  return shapes.some((shape) => util.sizeFromShape(shape) === 0);
}
