import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { checkOptions, checkWord } from '@unet/tensor/internal';
import { hasKernel } from './backend-kernel.ts';
import { biasGradient } from './bias-gradient.ts';
import { checkLayer } from './check-layer.ts';
import { differentiable } from './custom-gradient.ts';
import { rectifierGradient } from './rectifier-gradient.ts';
import { composedUpConvolution, kernelUpConvolution } from './up-convolution-products.ts';

/** Options of {@link upConvolution}. */
export interface UpConvolutionOptions {
  /** 'linear' as in the paper's figure, 'relu' as in the authors' Caffe release. Default 'linear'. */
  readonly activation?: 'linear' | 'relu';
}

/**
 * 2 x 2 up-convolution with stride 2 (transposed convolution), bias and activation, with its own gradient: every pixel becomes
 * a 2 x 2 square, so that it is one matrix product per pixel and a rearrangement.
 * @param x `[batch, height, width, in]`
 * @param filter `[2, 2, in, out]`
 * @param bias `[out]`
 * @returns `[batch, 2 height, 2 width, out]`, owned by the caller
 * @throws RangeError if the shapes do not fit together or the kernel is not 2 x 2; TypeError for an unknown option
 * @example
 * const upsampled = upConvolution(x, filter, bias, { activation: 'relu' });
 */
export function upConvolution(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor1D,
  options: UpConvolutionOptions = {},
): Tensor4D {
  checkOptions('upConvolution', options, { activation: true });
  const { activation = 'linear' } = options;
  checkWord('upConvolution', 'activation', activation, ['linear', 'relu']);
  checkLayer('upConvolution', x, filter, bias);
  const [rows, columns] = filter.shape;
  if (rows !== 2 || columns !== 2) {
    throw new RangeError(`upConvolution: filter must be 2 x 2, got ${rows} x ${columns}`);
  }
  const products = hasKernel('UpConvolution2D') ? kernelUpConvolution : composedUpConvolution;
  return differentiable<Tensor4D>(
    [x, filter, bias],
    () => {
      const value = products.forward(x, filter, bias, activation);
      return { value, saved: activation === 'relu' ? [x, filter, value] : [x, filter] };
    },
    (dy, [savedX, savedFilter, savedY], letGo) => {
      const dSum = (savedY === undefined ? dy : rectifierGradient(dy, savedY)) as Tensor4D;
      if (savedY !== undefined) letGo(dy, savedY);
      return [
        products.inputGradient(dSum, savedFilter as Tensor4D),
        products.filterGradient(savedX as Tensor4D, dSum),
        biasGradient(dSum),
      ];
    },
  );
}
