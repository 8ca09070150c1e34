import type { ImageArray, LabelArray } from '@unet/tensor/arrays';

/** One slice of `predictionFigure`; all of one size. */
export interface PredictionRowArrays {
  /** Name of the slice. Without one, none is drawn. */
  readonly name?: string | undefined;
  /** Grey or colour, values in [0, 1]. All slices of a figure have one, or none has. */
  readonly image?: ImageArray | undefined;
  /** What is right; 0 is background, all else foreground. */
  readonly truth: LabelArray;
  /** Probability of the foreground, one channel: of what `segment` of `@unet/model` gives, `classProbability(probabilities, 1)`. */
  readonly probability: ImageArray;
  /** Shown under the name, or where it would stand, in their order, numbers to four digits: `{ 'V-Rand': 0.9713 }`. */
  readonly scores?: Readonly<Record<string, number | string>>;
}
