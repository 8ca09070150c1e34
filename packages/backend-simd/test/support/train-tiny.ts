import { dispose } from '@tensorflow/tfjs-core';
import { completeConfig, createUNet, inputSizeFor, outputSize } from '@unet/model';
import { createRandom } from '@unet/tensor/arrays';
import { adam, createBatch, createTrainingState, disposeTrainingState, trainStep } from '@unet/trainer';

/** Wide enough that every layer takes the path of a full network: channels in sixteens. */
const NETWORK = completeConfig({ baseWidth: 16, depth: 1 });

/** What training leaves behind. */
export interface TrainedTiny {
  readonly losses: readonly number[];
  /** By name of the parameter. */
  readonly parameters: Readonly<Record<string, Float32Array>>;
}

/**
 * Trains a small U-Net on noise, on the current backend: forward pass, loss, gradients and Adam, all that a training step uses.
 * @param afterStep is told each step's number, from 1
 */
export function trainTiny(steps: number, afterStep: (step: number) => void = () => {}): TrainedTiny {
  const inside = inputSizeFor(NETWORK, 20);
  const outside = outputSize(NETWORK, inside)!;
  const random = createRandom(1);
  const square = <Data>(size: number, data: Data) => ({ height: size, width: size, data });
  const draw = (size: number) => Float32Array.from({ length: size * size }, () => random.uniform());
  const batch = createBatch([
    {
      image: { ...square(inside, draw(inside)), channels: 1 },
      label: square(outside, Int32Array.from(draw(outside), Math.round)),
      weight: square(outside, draw(outside)),
    },
  ]);
  const optimizer = adam();
  const state = createTrainingState(createUNet(NETWORK, { seed: 1 }), optimizer);
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const loss = trainStep(state, batch, { optimizer, learningRate: 1e-3 });
    losses.push(loss.dataSync()[0]!);
    loss.dispose();
    afterStep(step);
  }
  const parameters = Object.fromEntries(
    Object.entries(state.parameters).map(([name, parameter]) => [name, parameter.dataSync() as Float32Array]),
  );
  disposeTrainingState(state);
  dispose([batch.image, batch.label, batch.weight]);
  return { losses, parameters };
}
