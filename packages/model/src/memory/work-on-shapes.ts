import { fill, mul, type Rank, type ShapeMap, sub, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { forwardWith } from '../forward.ts';
import { outputSide } from '../geometry.ts';
import { lossAndGradients } from '../loss-and-gradients.ts';
import type { NetworkConfig } from '../network-config.ts';
import { adamUpdate } from '../ops/adam-update.ts';
import { scaled } from '../ops/dropout.ts';
import { momentumUpdate } from '../ops/momentum-update.ts';
import { parameterShapes } from '../parameter-shapes.ts';
import type { Parameters } from '../parameters.ts';
import { predictTiles } from '../predict-tiles.ts';

/** Shape of the images of one step. */
export type ImageShape = [batch: number, height: number, width: number, channels: number];

/**
 * A training step of tensors whose values mean nothing, as `trainStep` of `@unet/trainer` takes it.
 * @param slots tensors that the optimiser keeps for each weight
 */
export function trainingStepOf(config: NetworkConfig, shape: ImageShape, slots: number): void {
  const parameters = parametersOf(config);
  const state = Object.values(parameters).map(({ shape }) => Array.from({ length: slots }, () => tensorOf(shape)));
  const image = tensorOf<Rank.R4>(shape);
  const plane: [number, number, number] = [shape[0], outputSide(config, shape[1])!, outputSide(config, shape[2])!];
  const target = { label: fill<Rank.R3>(plane, 0, 'int32'), weight: tensorOf<Rank.R3>(plane) };
  // Masks are drawn in plain memory: here all are alike, and none is.
  const drop = (x: Tensor4D): Tensor4D => scaled(x, () => tensorOf<Rank.R4>(x.shape));
  tidy(() => {
    const { loss, gradients } = lossAndGradients(
      (weights) => forwardWith(config, weights, image, config.dropoutRate === 0 ? undefined : drop),
      parameters,
      target,
    );
    const next = Object.entries(parameters).map(([name, value], index) =>
      update(value, state[index]!, gradients[name]!),
    );
    return [loss, ...next.flat()];
  });
}

/** Nothing of the old state is released before all of the new one is there. */
function update(parameter: Tensor, slots: readonly Tensor[], gradient: Tensor): Tensor[] {
  const [first, second, ...others] = slots;
  if (first === undefined) return [tidy(() => sub(parameter, mul(gradient, 1)))];
  if (second === undefined) {
    return momentumUpdate({ parameter, velocity: first, gradient }, { learningRate: 1, momentum: 0 });
  }
  const settings = { learningRate: 1, beta1: 0, beta2: 0, epsilon: 1, step: 0 };
  const next = adamUpdate({ parameter, mean: first, squares: second, gradient }, settings);
  return [...next, ...others.map(({ shape }) => tensorOf(shape))];
}

/** One batch of tiles as `segment` predicts it. */
export function predictionOf(config: NetworkConfig, shape: ImageShape, symmetries: boolean): void {
  predictTiles({ config, parameters: parametersOf(config) }, tensorOf<Rank.R4>(shape), symmetries);
}

function parametersOf(config: NetworkConfig): Parameters {
  return Object.fromEntries(Object.entries(parameterShapes(config)).map(([name, shape]) => [name, tensorOf(shape)]));
}

function tensorOf<R extends Rank = Rank>(shape: number[]): Tensor<R> {
  return fill(shape as ShapeMap[R], 0, 'float32');
}
