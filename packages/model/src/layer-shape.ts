/** How the filter of a layer starts: drawn (He et al. 2015), as bilinear interpolation, or at zero. */
export type Start = 'he' | 'bilinear' | 'zero';

/** A layer with weights: its filter is `[kernel, kernel, inputs, outputs]`. */
export interface WeightedLayer {
  readonly kind: 'convolution' | 'upsampling';
  readonly name: string;
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly start: Start;
  /** Of an upsampling: times that the output is as fine as the input. */
  readonly stride: number;
  readonly hasBias: boolean;
  /** False where its filter stays as it starts, and is no parameter. */
  readonly isLearned: boolean;
}

/** A layer of a network, as far as sizes and parameters go; a pooling halves both sides. */
export type LayerShape = WeightedLayer | { readonly kind: 'pooling' };

/** A convolution with a bias. */
export function convolutionLayer(
  name: string,
  kernel: number,
  inputs: number,
  outputs: number,
  start: Start = 'he',
): WeightedLayer {
  return { kind: 'convolution', name, kernel, inputs, outputs, start, stride: 1, hasBias: true, isLearned: true };
}

/** 3 x 3 convolutions `name.conv1`, `name.conv2`, … */
export function* blockOf(name: string, count: number, inputs: number, outputs: number): Generator<WeightedLayer> {
  for (let index = 1; index <= count; index++) {
    yield convolutionLayer(`${name}.conv${index}`, 3, index === 1 ? inputs : outputs, outputs);
  }
}

/** A 2 x 2 max-pooling. */
export const poolingLayer: LayerShape = { kind: 'pooling' };
