import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type PartialNetworkConfig, parameterShapes } from '@unet/model';
import { parityNoise } from './parity-noise.ts';

/** The parameters with which the fixtures made by PyTorch were computed. */
export function parityParameters(config: PartialNetworkConfig): Record<string, Tensor> {
  const layers = Object.entries(parameterShapes(config));
  return Object.fromEntries(
    layers.map(([name, shape], index) => {
      const size = shape.reduce((product, side) => product * side, 1);
      const scale = name.endsWith('.bias') ? 0.1 : Math.sqrt(6 / (shape[0]! * shape[1]! * shape[2]!));
      const values = Float32Array.from(parityNoise(index, size), (value) => value * scale);
      return [name, tensor(values, shape)];
    }),
  );
}
