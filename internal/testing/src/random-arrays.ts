import { createRandom, type ImageArray, type LabelArray } from '@unet/tensor';

/** An image of uniform noise in [0, 1]. */
export function randomImage(height: number, width: number, channels: number, seed: string | number): ImageArray {
  const random = createRandom(seed);
  return {
    height,
    width,
    channels,
    data: Float32Array.from({ length: height * width * channels }, () => random.uniform()),
  };
}

/** A label of independent uniform classes. */
export function randomLabel(height: number, width: number, classes: number, seed: string | number): LabelArray {
  const random = createRandom(seed);
  return { height, width, data: Int32Array.from({ length: height * width }, () => random.integer(classes)) };
}
