import { cast, dispose, greater, memory, randomNormal, randomUniform, tidy } from '@tensorflow/tfjs-core';
import { initBackend } from '@unet/backends';
import { createUNet, outputSize } from '@unet/model';
import { createTrainingState, disposeTrainingState, sgd, trainStep } from '@unet/trainer';

/**
 * Seconds of one training step of the U-Net on noise, the median of some.
 * @param {{ base?: number, size?: number, steps?: number, prefer?: string }} options default base 16, 188 pixels, 5 steps
 */
export async function measureTrainStep({ base = 16, size = 188, steps = 5, prefer } = {}) {
  const { name } = await initBackend(prefer === undefined ? {} : { prefer });
  const optimizer = sgd();
  const unet = createUNet({ baseWidth: base }, { seed: 1 });
  const side = outputSize(unet.config, size);
  const state = createTrainingState(unet, optimizer);
  const batch = {
    image: randomNormal([1, size, size, 1]),
    label: tidy(() => cast(greater(randomUniform([1, side, side]), 0.3), 'int32')),
    weight: randomUniform([1, side, side], 1, 2),
  };
  const seconds = [];
  const losses = [];
  let tensors;
  for (let step = -1; step < steps; step++) {
    const start = performance.now();
    const loss = trainStep(state, batch, { optimizer, learningRate: 1e-3 });
    losses.push((await loss.data())[0]);
    loss.dispose();
    if (step >= 0) seconds.push((performance.now() - start) / 1000);
    tensors ??= memory().numTensors;
  }
  const leaked = memory().numTensors - tensors;
  disposeTrainingState(state);
  dispose(batch);
  seconds.sort((a, b) => a - b);
  return { backend: name, base, size, steps, seconds: seconds[seconds.length >> 1], losses, leakedTensors: leaked };
}
