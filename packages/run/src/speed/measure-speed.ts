import { dispose } from '@tensorflow/tfjs-core';
import { completeConfig, createUNet, outputSize } from '@unet/model';
import { createRandom, type SampleArrays } from '@unet/tensor/arrays';
import { checkOptions } from '@unet/tensor/internal';
import { adam, createBatch, createTrainingState, disposeTrainingState, trainStep } from '@unet/trainer';
import { type Speed, stepOperations, tinyNetwork } from './step-time.ts';

/** Networks of growing size. */
const networks = [
  { depth: 1, baseWidth: 16, inputSize: 60 },
  { depth: 1, baseWidth: 32, inputSize: 124 },
  { depth: 1, baseWidth: 64, inputSize: 252 },
];
/** A network is measured if a step of it should take no more seconds than this, at the rate of the one before. */
const LONGEST_STEP = 1.5;

/** Options of {@link measureSpeed}. */
export interface MeasureSpeedOptions {
  /** Steps of each of four networks are repeated for so many seconds; the fastest counts. Default 0.2. */
  readonly seconds?: number;
}

/**
 * Measures how fast the backend that is current trains, by steps of small networks on random values: real ones, forward, gradients and update.
 * A network that is too slow for the backend is left out.
 * @throws TypeError for an unknown option
 * @example
 * await initBackend();
 * const speed = await measureSpeed();
 * estimateStep(speed, { depth: 4, baseWidth: 64 }, 572); // seconds
 */
export async function measureSpeed(options: MeasureSpeedOptions = {}): Promise<Speed> {
  checkOptions('measureSpeed', options, { seconds: true });
  const { seconds: budget = 0.2 } = options;
  const tinyStepSeconds = await measureStep(tinyNetwork, budget);
  const rates: { operations: number; operationsPerSecond: number }[] = [];
  for (const network of networks) {
    const operations = stepOperations(network, network.inputSize);
    const last = rates.at(-1);
    if (last !== undefined && operations / last.operationsPerSecond > LONGEST_STEP) break;
    const seconds = await measureStep(network, budget);
    // Without the overhead, of which the tiny network has as much; never so little that rounding decides.
    const computing = Math.max(seconds - tinyStepSeconds, 0.1 * seconds);
    rates.push({ operations, operationsPerSecond: operations / computing });
  }
  return { tinyStepSeconds, rates };
}

/** Seconds of the fastest of some steps; the first one, which compiles programs, does not count. */
async function measureStep(network: typeof tinyNetwork, budget: number): Promise<number> {
  const { depth, baseWidth, inputSize } = network;
  const config = completeConfig({ depth, baseWidth });
  const optimizer = adam();
  const batch = createBatch([randomSample(inputSize, outputSize(config, inputSize)!)]);
  const state = createTrainingState(createUNet(config, { seed: 1 }), optimizer);
  const step = async (): Promise<number> => {
    const start = performance.now();
    const loss = trainStep(state, batch, { optimizer, learningRate: 1e-3 });
    // The device has only been told what to do: reading waits until it is done.
    await loss.data();
    loss.dispose();
    return (performance.now() - start) / 1000;
  };
  try {
    await step();
    let best = Number.POSITIVE_INFINITY;
    for (let spent = 0; spent < budget; ) {
      const seconds = await step();
      best = Math.min(best, seconds);
      spent += seconds;
    }
    return best;
  } finally {
    dispose([batch.image, batch.label, batch.weight]);
    disposeTrainingState(state);
  }
}

function randomSample(inputSize: number, side: number): SampleArrays {
  const random = createRandom('measureSpeed');
  const image = Float32Array.from({ length: inputSize * inputSize }, () => random.uniform(0, 1));
  const label = Int32Array.from({ length: side * side }, () => random.integer(2));
  return {
    image: { height: inputSize, width: inputSize, channels: 1, data: image },
    label: { height: side, width: side, data: label },
    weight: { height: side, width: side, data: new Float32Array(side * side).fill(1) },
  };
}
