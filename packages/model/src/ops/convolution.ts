import { engine, FusedConv2D, type Tensor, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { checkOptions, checkSwitch, checkWord } from '@unet/tensor/internal';
import { biasGradient } from './bias-gradient.ts';
import { checkLayer } from './check-layer.ts';
import { convolveInBands } from './convolution-bands.ts';
import { differentiable } from './custom-gradient.ts';
import { filterGradient } from './filter-gradient.ts';
import { inputGradient } from './input-gradient.ts';
import type { Padding } from './padding.ts';
import { rectifierGradient } from './rectifier-gradient.ts';

/** Options of {@link convolution}. */
export interface ConvolutionOptions {
  /** Default 'valid'. */
  readonly padding?: Padding;
  /** Default 'linear'. */
  readonly activation?: 'linear' | 'relu';
  /** False where the gradient with respect to `x` is not needed, as for the image itself; saves its computation. Default true. */
  readonly inputGradient?: boolean;
}

/**
 * Convolution, bias and activation in one kernel, stride 1, with its own gradient: fused in the forward pass also while
 * gradients are recorded, so that only the input and the activated output are kept, not the sums in between.
 * @param x `[batch, height, width, in]`
 * @param filter `[rows, columns, in, out]`, rows and columns odd
 * @param bias `[out]`
 * @returns `[batch, height', width', out]`, owned by the caller
 * @throws RangeError if the shapes do not fit together, the kernel has an even side or does not fit into `x`; TypeError for an unknown option
 * @example
 * const features = convolution(x, filter, bias, { padding: 'same', activation: 'relu' });
 */
export function convolution(x: Tensor4D, filter: Tensor4D, bias: Tensor1D, options: ConvolutionOptions = {}): Tensor4D {
  const { padding = 'valid', activation = 'linear' } = options;
  const needsInput = options.inputGradient ?? true;
  checkOptions('convolution', options, { padding: true, activation: true, inputGradient: true });
  checkWord('convolution', 'padding', padding, ['valid', 'same']);
  checkWord('convolution', 'activation', activation, ['linear', 'relu']);
  checkSwitch('convolution', 'inputGradient', needsInput);
  checkLayer('convolution', x, filter, bias);
  checkKernel(x, filter, padding);
  return differentiable<Tensor4D>(
    needsInput ? [x, filter, bias] : [filter, bias],
    () => {
      const value = convolveInBands(
        x,
        filter.shape,
        padding,
        (band, pad) =>
          engine().runKernel(
            FusedConv2D,
            { x: band, filter, bias },
            { strides: [1, 1], pad, dataFormat: 'NHWC', dilations: [1, 1], activation },
          ) as Tensor4D,
      );
      return { value, saved: activation === 'relu' ? [x, filter, value] : [x, filter] };
    },
    (dy, [savedX, savedFilter, savedY], letGo) => {
      const dSum = (savedY === undefined ? dy : rectifierGradient(dy, savedY)) as Tensor4D;
      if (savedY !== undefined) letGo(dy, savedY);
      const gradients: Tensor[] = [filterGradient(savedX as Tensor4D, dSum, filter.shape, padding), biasGradient(dSum)];
      if (needsInput) gradients.unshift(inputGradient(x.shape, dSum, savedFilter as Tensor4D, padding));
      return gradients;
    },
  );
}

function checkKernel(x: Tensor4D, filter: Tensor4D, padding: Padding): void {
  const [, height, width] = x.shape;
  const [rows, columns] = filter.shape;
  if (rows % 2 === 0 || columns % 2 === 0) {
    throw new RangeError(`convolution: filter must have odd rows and columns, got ${rows} x ${columns}`);
  }
  if (padding === 'valid' && (height < rows || width < columns)) {
    throw new RangeError(
      `convolution: x must be at least as large as the filter, ${rows} x ${columns}, got ${height} x ${width}`,
    );
  }
}
