import { type NetworkConfig, paperInputSize, segmentationInputSize } from '@unet/model';
import type { Size } from '@unet/tensor/arrays';

/** Backends that compile a program for every size. */
const COMPILING = ['webgl', 'webgpu'];

/** What a network is predicted with while and after it is trained. */
export interface TrainedNetwork {
  readonly config: NetworkConfig;
  /** Side of the input that it is trained on, in pixels. */
  readonly inputSize: number;
  /** Name of the backend in TensorFlow.js. */
  readonly backendName: string;
}

/**
 * The input to segment a slice with. A GPU has compiled its programs for the square that it trains on, and what that needs is known to fit;
 * a processor gains from larger ones, up to the paper's, and without gradients twice the side takes no more memory.
 */
export function predictionInputSize({ config, inputSize, backendName }: TrainedNetwork, image: Size): Size {
  if (!COMPILING.includes(backendName)) {
    const atMost = Math.max(inputSize, Math.min(2 * inputSize, paperInputSize));
    return segmentationInputSize(config, image, { atMost });
  }
  const { height, width } = segmentationInputSize(config, image, { atMost: inputSize });
  const side = Math.max(height, width);
  return { height: side, width: side };
}
