import { cast, dispose, greater, memory, randomNormal, randomUniform, tidy } from '@tensorflow/tfjs-core';
import { createUNet, disposeUNet, forward, outputSize } from '@unet/model';
import { createTrainingState, disposeTrainingState, sgd, trainStep } from '@unet/trainer';
import { median } from './statistics.mjs';

/**
 * Times training steps of the U-Net on noise on the current backend, batch 1: forward pass, weighted cross entropy, gradients and the
 * update of SGD with momentum 0.99. One step goes before as warm-up.
 * @param {{ base?: number, size?: number, steps?: number, onWarm?: () => void, onStep?: (milliseconds: number) => void }}
 * options default base 16, 188 pixels, 5 steps; `onWarm` is called after the warm-up, `onStep` after every step from then on
 * @returns seconds of each step, losses, and the tensors that are left over
 */
export async function measureTrainStep({ base = 16, size = 188, steps = 5, onWarm, onStep } = {}) {
  const optimizer = sgd();
  const unet = createUNet({ baseWidth: base }, { seed: 1 });
  const side = outputSize(unet.config, size);
  const state = createTrainingState(unet, optimizer);
  const batch = {
    image: randomNormal([1, size, size, 1]),
    label: tidy(() => cast(greater(randomUniform([1, side, side]), 0.3), 'int32')),
    weight: randomUniform([1, side, side], 1, 2),
  };
  const losses = [];
  const step = async () => {
    const loss = trainStep(state, batch, { optimizer, learningRate: 1e-3 });
    losses.push((await loss.data())[0]);
    loss.dispose();
  };
  await step();
  onWarm?.();
  const tensors = memory().numTensors;
  const seconds = await repeat(steps, step, onStep);
  const leakedTensors = memory().numTensors - tensors;
  disposeTrainingState(state);
  dispose(batch);
  return { base, size, steps, ...summary(seconds), losses, leakedTensors };
}

/** As {@link measureTrainStep}, for the forward pass alone, without a record for the gradient. */
export async function measureForward({ base = 16, size = 188, steps = 5, onWarm, onStep } = {}) {
  const unet = createUNet({ baseWidth: base }, { seed: 1 });
  const image = randomNormal([1, size, size, 1]);
  const pass = async () => {
    const logits = forward(unet.config, unet.parameters, image);
    // On a GPU the work is done when it can be read.
    await logits.data();
    logits.dispose();
  };
  await pass();
  onWarm?.();
  const tensors = memory().numTensors;
  const seconds = await repeat(steps, pass, onStep);
  const leakedTensors = memory().numTensors - tensors;
  disposeUNet(unet);
  image.dispose();
  return { base, size, steps, ...summary(seconds), leakedTensors };
}

async function repeat(times, work, onStep) {
  const seconds = [];
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    await work();
    const milliseconds = performance.now() - start;
    seconds.push(milliseconds / 1000);
    onStep?.(milliseconds);
  }
  return seconds;
}

function summary(samples) {
  return { minimum: Math.min(...samples), median: median(samples), samples };
}
