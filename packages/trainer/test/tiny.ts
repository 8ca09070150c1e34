import type { Tensor } from '@tensorflow/tfjs-core';
import { completeConfig, createUNet, readParameters, type UNetConfig } from '@unet/model';
import { imageFromArray, type LabelledSlice, labelFromArray } from '@unet/tensor';
import {
  createRandom,
  type ImageArray,
  type LabelArray,
  type LabelledSliceArrays,
  type SampleArrays,
} from '@unet/tensor/arrays';
import {
  createTileSource,
  createTrainingState,
  type Optimizer,
  type SampleSource,
  type TrainingState,
} from '@unet/trainer';

/** One pooling and two channels: margin 8, legal input sizes 18, 20, 22 ... with outputs 2, 4, 6 ... */
export const tinyConfig: UNetConfig = completeConfig({ depth: 1, baseWidth: 2 });

/** An image whose pixel at (row, column) tells where it is. */
export function placeImage(height: number, width: number, first = 0): ImageArray {
  return {
    height,
    width,
    channels: 1,
    data: Float32Array.from({ length: height * width }, (_, pixel) => first + pixel),
  };
}

export function labelOf(height: number, width: number, classAt: (row: number, column: number) => number): LabelArray {
  const data = Int32Array.from({ length: height * width }, (_, pixel) =>
    classAt(Math.floor(pixel / width), pixel % width),
  );
  return { height, width, data };
}

/** Squares of 4 x 4 pixels, bright inside, dark lines between, a little noise: learnt within a few steps. */
export function squareSlices(count: number, height = 24, width = 24): LabelledSliceArrays[] {
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(`slice ${index}`);
    const label = labelOf(height, width, (row, column) => ((row + index) % 6 < 4 && (column + index) % 6 < 4 ? 1 : 0));
    const data = Float32Array.from(label.data, (inside) => 0.2 + 0.6 * inside + random.normal(0, 0.05));
    return { name: `squares ${index}`, image: { height, width, channels: 1, data }, label };
  });
}

export function tinySource(seed: string | number = 1): SampleSource<SampleArrays> {
  return createTileSource(squareSlices(2), { config: tinyConfig, inputSize: 28, augmentation: { flips: true }, seed });
}

export function tinyState(optimizer: Optimizer, config: Partial<UNetConfig> = {}): TrainingState {
  return createTrainingState(createUNet({ ...tinyConfig, ...config }, { seed: 3 }), optimizer);
}

/** All values of some tensors by name, as plain lists: what two states are compared by, bit for bit. */
export async function valuesOf(tensors: Readonly<Record<string, Tensor>>): Promise<Record<string, number[]>> {
  const arrays = await readParameters(tensors);
  return Object.fromEntries(Object.entries(arrays).map(([name, { data }]) => [name, [...data]]));
}

/** Slices as tensors; the caller owns them. */
export function onDevice(slices: readonly LabelledSliceArrays[]): LabelledSlice[] {
  return slices.map(({ name, image, label }) => ({
    ...(name === undefined ? {} : { name }),
    image: imageFromArray(image),
    label: labelFromArray(label),
  }));
}
