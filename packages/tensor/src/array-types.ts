/**
 * An image in plain memory: float32 values of shape `[height, width, channels]`, row by row, channels last.
 * Grey values lie in [0, 1] wherever a function does not say otherwise.
 */
export interface ImageArray {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** `height * width * channels` values; element (row, column, channel) is at `(row * width + column) * channels + channel`. */
  readonly data: Float32Array;
}

/** Class indices (or instance numbers) in plain memory: int32 of shape `[height, width]`; 0 is the background. */
export interface LabelArray {
  readonly height: number;
  readonly width: number;
  /** `height * width` values, row by row. */
  readonly data: Int32Array;
}

/** Weights of the loss in plain memory: float32 of shape `[height, width]`. */
export interface WeightArray {
  readonly height: number;
  readonly width: number;
  /** `height * width` values, row by row. */
  readonly data: Float32Array;
}

/** What one training step needs. With valid convolutions label and weight are smaller than the image, about the same centre. */
export interface SampleArrays {
  readonly image: ImageArray;
  readonly label: LabelArray;
  readonly weight: WeightArray;
}

/** A slice to train on or to be scored with, in plain memory: an image and its label, of one height and width. */
export interface LabelledSliceArrays {
  /** What messages call it, for example its file. */
  readonly name?: string;
  readonly image: ImageArray;
  /** Class indices, 0 the background; where a function says so, instance numbers. */
  readonly label: LabelArray;
}
