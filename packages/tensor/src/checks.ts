import type { Tensor } from '@tensorflow/tfjs-core';
import { checkSampleSizes } from './array-checks.ts';
import { checkForm } from './check-values.ts';
import { describe } from './describe.ts';
import type { Image, Label, Sample, Weight } from './types.ts';

/**
 * Throws unless `value` is an {@link Image}: a float32 tensor `[height, width, channels]` without empty axes, not yet disposed.
 * @param where name of the calling function, the start of the message
 * @param argument name of the argument
 * @throws TypeError for the wrong rank or dtype or a disposed tensor, RangeError for an empty axis
 */
export function checkImage(where: string, argument: string, value: Image): void {
  checkTensor(where, argument, value, ['height', 'width', 'channels'], 'float32');
}

/** Throws unless `value` is a {@link Label}: an int32 tensor `[height, width]`; parameters and errors as in {@link checkImage}. */
export function checkLabel(where: string, argument: string, value: Label): void {
  checkTensor(where, argument, value, ['height', 'width'], 'int32');
}

/** Throws unless `value` is a {@link Weight}: a float32 tensor `[height, width]`; parameters and errors as in {@link checkImage}. */
export function checkWeight(where: string, argument: string, value: Weight): void {
  checkTensor(where, argument, value, ['height', 'width'], 'float32');
}

/**
 * Throws unless all three of a {@link Sample} are right and label and weight have the same size, no larger than the image;
 * parameters and errors as in {@link checkImage}.
 */
export function checkSample(where: string, argument: string, value: Sample): void {
  checkForm(where, argument, value, ['image', 'label', 'weight']);
  const { image, label, weight } = value;
  checkImage(where, `${argument}.image`, image);
  checkLabel(where, `${argument}.label`, label);
  checkWeight(where, `${argument}.weight`, weight);
  checkSampleSizes(where, argument, image.shape.slice(0, 2), label.shape, weight.shape);
}

function checkTensor(where: string, argument: string, value: Tensor, axes: string[], dtype: string): void {
  if (value?.shape?.length !== axes.length || value.dtype !== dtype) {
    throw new TypeError(`${where}: ${argument} must be a [${axes.join(', ')}] ${dtype} tensor, got ${describe(value)}`);
  }
  if (value.isDisposed) throw new TypeError(`${where}: ${argument} must not be disposed`);
  const empty = value.shape.indexOf(0);
  if (empty >= 0) throw new RangeError(`${where}: ${argument} must not be empty, got ${axes[empty]} 0`);
}
