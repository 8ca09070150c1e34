import { cast, equal, mul, reshape, stack, sum, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { Label } from '@unet/tensor';
import { checkLabel, checkSameSize } from '@unet/tensor/internal';
import { type ConfusionMatrixOptions, readClasses } from '../confusion-matrix.ts';

/**
 * Counts how often each class was taken for each, on the device: nothing is read.
 *
 * The counts are float32, exact up to 2^24 = 16777216 pixels each. Pixels of other values than 0 to `classes - 1`, which only a read
 * could find, are not counted. Takes memory for about `classes` maps, and `classes`^2 passes over them.
 * @param predicted class map, int32 `[height, width]`; stays the caller's
 * @param truth class map, int32 `[height, width]`; stays the caller's
 * @returns float32 `[classes, classes]`, the truth in rows and the prediction in columns, in pixels; the caller owns it
 * @throws RangeError if the sizes differ or `classes` is not a positive integer
 * @example
 * const matrix = confusionMatrix(predicted, truth, { classes: 2 });
 */
export function confusionMatrix(predicted: Label, truth: Label, options: ConfusionMatrixOptions): Tensor2D {
  checkLabel('confusionMatrix', 'predicted', predicted);
  checkLabel('confusionMatrix', 'truth', truth);
  checkSameSize('confusionMatrix', 'truth', sizeOf(truth), 'prediction', sizeOf(predicted));
  const classes = readClasses(options);
  return tidy((): Tensor2D => {
    const masks = Array.from({ length: classes }, (_, index) => maskOf(predicted, index));
    const rows = masks.map((_, index) =>
      tidy(() => {
        const inClass = maskOf(truth, index);
        return stack(masks.map((mask) => sum(mul(mask, inClass))));
      }),
    );
    return reshape(stack(rows), [classes, classes]);
  });
}

function maskOf(label: Label, value: number): Tensor2D {
  return cast(equal(label, value), 'float32');
}

function sizeOf({ shape: [height, width] }: Label): { height: number; width: number } {
  return { height, width };
}
