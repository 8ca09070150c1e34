import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';

/** An image: float32 tensor of shape `[height, width, channels]`, grey values in [0, 1]. */
export type Image = Tensor3D;

/** Class indices: int32 tensor of shape `[height, width]`; 0 is the background. */
export type Label = Tensor2D;

/** Weights of the loss: float32 tensor of shape `[height, width]`. */
export type Weight = Tensor2D;

/** What one training step needs. With valid convolutions label and weight are smaller than the image, about the same centre. */
export interface Sample {
  readonly image: Image;
  readonly label: Label;
  readonly weight: Weight;
}

/** A slice to train on or to be scored with: an image and its label, of one height and width. */
export interface LabelledSlice {
  /** What messages call it, for example its file. */
  readonly name?: string;
  readonly image: Image;
  /** Class indices, 0 the background; where a function says so, instance numbers. */
  readonly label: Label;
}
