import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkOptions, checkWord } from '@unet/tensor/internal';
import { filterGradient } from './filter-gradient.ts';
import { inputGradient } from './input-gradient.ts';
import type { Padding } from './padding.ts';

/** Options of {@link convolutionInputGradient} and {@link convolutionFilterGradient}. */
export interface ConvolutionGradientOptions {
  /** That of the convolution. Default 'valid'. */
  readonly padding?: Padding;
}

/**
 * Gradient of a stride-1 convolution with respect to its input, as `convolution` computes it: by a kernel of the backend where that
 * is right and fast, else composed. For layers of your own, and to measure it.
 * @param inputShape `[batch, height, width, in]`
 * @param dy gradient of the sums, `[batch, height', width', out]`
 * @param filter `[rows, columns, in, out]`, rows and columns odd
 * @returns a tensor of `inputShape`, owned by the caller
 * @throws RangeError if the shapes do not fit together; TypeError for an unknown option
 * @example
 * const dx = convolutionInputGradient(x.shape, dy, filter, { padding: 'same' });
 */
export function convolutionInputGradient(
  inputShape: Tensor4D['shape'],
  dy: Tensor4D,
  filter: Tensor4D,
  options: ConvolutionGradientOptions = {},
): Tensor4D {
  const padding = paddingOf('convolutionInputGradient', options);
  checkShapes('convolutionInputGradient', inputShape, dy.shape, filter.shape, padding);
  return inputGradient(inputShape, dy, filter, padding);
}

/**
 * Gradient of a stride-1 convolution with respect to its filter, as `convolution` computes it.
 * @param x `[batch, height, width, in]`
 * @param dy gradient of the sums, `[batch, height', width', out]`
 * @param filterShape `[rows, columns, in, out]`, rows and columns odd
 * @returns a tensor of `filterShape`, owned by the caller
 * @throws RangeError if the shapes do not fit together; TypeError for an unknown option
 * @example
 * const dFilter = convolutionFilterGradient(x, dy, filter.shape);
 */
export function convolutionFilterGradient(
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: Tensor4D['shape'],
  options: ConvolutionGradientOptions = {},
): Tensor4D {
  const padding = paddingOf('convolutionFilterGradient', options);
  checkShapes('convolutionFilterGradient', x.shape, dy.shape, filterShape, padding);
  return filterGradient(x, dy, filterShape, padding);
}

function paddingOf(where: string, options: ConvolutionGradientOptions): Padding {
  checkOptions(where, options, { padding: true });
  const { padding = 'valid' } = options;
  checkWord(where, 'padding', padding, ['valid', 'same']);
  return padding;
}

function checkShapes(
  where: string,
  [batch, height, width, inputs]: Tensor4D['shape'],
  dyShape: Tensor4D['shape'],
  [rows, columns, filterInputs, outputs]: Tensor4D['shape'],
  padding: Padding,
): void {
  if (rows % 2 === 0 || columns % 2 === 0) {
    throw new RangeError(`${where}: filter must have odd rows and columns, got ${rows} x ${columns}`);
  }
  if (filterInputs !== inputs) {
    throw new RangeError(
      `${where}: filter must be [rows, columns, ${inputs}, out], got [${[rows, columns, filterInputs, outputs]}]`,
    );
  }
  const lost = padding === 'valid' ? 1 : 0;
  const expected = [batch, height - lost * (rows - 1), width - lost * (columns - 1), outputs];
  if (String(dyShape) !== String(expected)) {
    throw new RangeError(`${where}: dy must be [${expected}], got [${dyShape}]`);
  }
}
