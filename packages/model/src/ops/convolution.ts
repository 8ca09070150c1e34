import {
  engine,
  FusedConv2D,
  mul,
  reshape,
  step,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { differentiable } from './custom-gradient.ts';
import { filterGradient } from './filter-gradient.ts';
import { inputGradient } from './input-gradient.ts';
import { sumOverPixels } from './sums-over-pixels.ts';

/** 'valid': only where the kernel fits, as in the paper. 'same': zeros around the input, the size stays. */
export type Padding = 'valid' | 'same';

/** Options of {@link convolution}. */
export interface ConvolutionOptions {
  /** Default 'valid'. */
  readonly padding?: Padding;
  /** Default 'linear'. */
  readonly activation?: 'linear' | 'relu';
  /** False where nobody asks for the gradient with respect to `x` (the image itself); saves its computation. Default true. */
  readonly inputGradient?: boolean;
}

/**
 * Convolution, bias and activation in one kernel, stride 1, with its own gradient: fused in the forward pass also while
 * gradients are recorded, so that only the input and the activated output are kept, not the sums in between.
 * @param x `[batch, height, width, in]`
 * @param filter `[rows, columns, in, out]`, rows and columns odd
 * @param bias `[out]`
 * @returns `[batch, height', width', out]`, owned by the caller
 */
export function convolution(x: Tensor4D, filter: Tensor4D, bias: Tensor1D, options: ConvolutionOptions = {}): Tensor4D {
  const { padding = 'valid', activation = 'linear' } = options;
  const needsInput = options.inputGradient ?? true;
  return differentiable<Tensor4D>(
    needsInput ? [x, filter, bias] : [filter, bias],
    () => {
      const value: Tensor4D = engine().runKernel(
        FusedConv2D,
        { x, filter, bias },
        { strides: [1, 1], pad: padding, dataFormat: 'NHWC', dilations: [1, 1], activation },
      ) as Tensor4D;
      return { value, saved: activation === 'relu' ? [x, filter, value] : [x, filter] };
    },
    (dy, [savedX, savedFilter, savedY]) => {
      // Where the output is 0 the rectifier was off: step(y) is its derivative.
      const dSum = (savedY === undefined ? dy : mul(dy, step(savedY))) as Tensor4D;
      const gradients: Tensor[] = [
        filterGradient(savedX as Tensor4D, dSum, filter.shape, padding),
        sumOverPixels(reshape(dSum, [-1, filter.shape[3]])),
      ];
      if (needsInput) gradients.unshift(inputGradient(x.shape, dSum, savedFilter as Tensor4D, padding));
      return gradients;
    },
  );
}
