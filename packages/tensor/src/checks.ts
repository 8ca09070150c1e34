import type { Tensor } from '@tensorflow/tfjs-core';
import { describe } from './describe.ts';
import type { Image, Label, Sample, Weight } from './types.ts';

/**
 * Throws unless `value` is an {@link Image}: a float32 tensor `[height, width, channels]` without empty axes.
 * @param where name of the calling function, the start of the message
 * @param argument name of the argument
 * @throws TypeError for the wrong rank or dtype, RangeError for an empty axis
 */
export function checkImage(where: string, argument: string, value: Image): void {
  check(where, argument, value, ['height', 'width', 'channels'], 'float32');
}

/** Throws unless `value` is a {@link Label}: an int32 tensor `[height, width]`; parameters as in {@link checkImage}. */
export function checkLabel(where: string, argument: string, value: Label): void {
  check(where, argument, value, ['height', 'width'], 'int32');
}

/** Throws unless `value` is a {@link Weight}: a float32 tensor `[height, width]`; parameters as in {@link checkImage}. */
export function checkWeight(where: string, argument: string, value: Weight): void {
  check(where, argument, value, ['height', 'width'], 'float32');
}

/** Throws unless all three of a {@link Sample} are right and label and weight have the same size, no larger than the image. */
export function checkSample(where: string, argument: string, value: Sample): void {
  checkImage(where, `${argument}.image`, value.image);
  checkLabel(where, `${argument}.label`, value.label);
  checkWeight(where, `${argument}.weight`, value.weight);
  const [height, width] = value.image.shape;
  const [labelHeight, labelWidth] = value.label.shape;
  if (value.weight.shape[0] !== labelHeight || value.weight.shape[1] !== labelWidth) {
    throw new RangeError(
      `${where}: ${argument}.weight must have the label's shape [${value.label.shape}], got [${value.weight.shape}]`,
    );
  }
  if (labelHeight > height || labelWidth > width) {
    throw new RangeError(
      `${where}: ${argument}.label must not be larger than the image (${height} x ${width}), got ${labelHeight} x ${labelWidth}`,
    );
  }
}

function check(where: string, argument: string, value: Tensor, axes: string[], dtype: string): void {
  if (value?.shape?.length !== axes.length || value.dtype !== dtype) {
    throw new TypeError(`${where}: ${argument} must be a [${axes.join(', ')}] ${dtype} tensor, got ${describe(value)}`);
  }
  const empty = value.shape.indexOf(0);
  if (empty >= 0) throw new RangeError(`${where}: ${argument} must not be empty, got ${axes[empty]} 0`);
}
