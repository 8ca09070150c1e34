import {
  cast,
  conv2d,
  dispose,
  engine,
  getKernel,
  greater,
  maxPool,
  mean,
  randomNormal,
  randomUniform,
  setBackend,
  square,
  tidy,
} from '@tensorflow/tfjs-core';
import { convolutionFilterGradient, convolutionInputGradient, createUNet, outputSize } from '@unet/model';
import { createTrainingState, sgd, trainStep } from '@unet/trainer';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { startBackend } from './start-backend.mjs';

/**
 * @typedef {object} Work
 * @property {string} backend that must be the current one
 * @property {() => import('@tensorflow/tfjs-core').Tensor} compute
 * @property {(result: import('@tensorflow/tfjs-core').Tensor) => number} check a number of the result, which it disposes of
 * @typedef {{ name: string, least: number, ours: Work, theirs: Work }} Pair the same work twice; `least`: how many times as fast ours must be
 */

/** A convolution in the middle of a U-Net, and one for kernels of `cpu`, which are plain loops. */
const LARGE = { size: 48, channels: 64 };
const SMALL = { size: 14, channels: 8 };

/**
 * What the project promises to do faster than TensorFlow.js's own kernels. `simd` has one thread, as `wasm` has in Node: what the machine's other
 * processors do meanwhile then matters to both alike. `least` is half of what was measured, and less where that varied.
 * @returns {Promise<Pair[]>}
 */
export async function speedPairs() {
  await startBackend({ backend: 'simd', threads: 1 });
  const pair = (name, least, ours, theirs) => ({ name, least, ours, theirs });
  return [
    pair('simd, training step : composed on wasm', 2, await step('simd'), await step('wasm')),
    pair('simd, convolution : wasm', 1.3, await forward('simd', LARGE), await forward('wasm', LARGE)),
    pair('simd, its input gradient : wasm', 15, await inputKernel('simd', LARGE), await inputKernel('wasm', LARGE)),
    pair(
      'simd, its filter gradient : composed on wasm',
      2.5,
      await filterKernel('simd', LARGE),
      await composedFilter('wasm', LARGE),
    ),
    pair('simd, max pool : wasm', 0.7, await pool('simd', LARGE), await pool('wasm', LARGE)),
    pair('simd, its gradient : cpu', 40, await poolGradient('simd', SMALL), await poolGradient('cpu', SMALL)),
    pair(
      'wasm, composed input gradient : its kernel',
      3.5,
      await composedInput('wasm', LARGE),
      await inputKernel('wasm', LARGE),
    ),
    pair(
      'cpu, composed filter gradient : its kernel',
      10,
      await composedFilter('cpu', SMALL),
      await filterKernel('cpu', SMALL),
    ),
  ];
}

/** A training step of a small U-Net; gives the loss. */
async function step(backend) {
  await setBackend(backend);
  const [size, optimizer] = [188, sgd()];
  const unet = createUNet({ baseWidth: 16 }, { seed: 1 });
  const side = outputSize(unet.config, size);
  const state = createTrainingState(unet, optimizer);
  const batch = {
    image: randomNormal([1, size, size, 1], 0, 1, 'float32', 1),
    label: tidy(() => cast(greater(randomUniform([1, side, side], 0, 1, 'float32', 2), 0.3), 'int32')),
    weight: randomUniform([1, side, side], 1, 2, 'float32', 3),
  };
  return work(backend, () => trainStep(state, batch, { optimizer, learningRate: 1e-3 }));
}

async function forward(backend, layer) {
  const { x, filter } = await tensors(backend, layer);
  return work(backend, () => conv2d(x, filter, 1, 'valid'));
}

async function inputKernel(backend, layer) {
  const { x, filter, dy } = await tensors(backend, layer);
  const attrs = { strides: 1, pad: 'valid', inputShape: x.shape, dataFormat: 'NHWC', dimRoundingMode: undefined };
  return work(backend, () => runKernel(backend, 'Conv2DBackpropInput', { dy, filter }, attrs));
}

async function filterKernel(backend, layer) {
  const { x, filter, dy } = await tensors(backend, layer);
  const attrs = { strides: 1, pad: 'valid', filterShape: filter.shape, dataFormat: 'NHWC', dimRoundingMode: undefined };
  return work(backend, () => runKernel(backend, 'Conv2DBackpropFilter', { x, dy }, attrs));
}

async function composedInput(backend, layer) {
  const { x, filter, dy } = await tensors(backend, layer);
  return work(backend, () => convolutionInputGradient(x.shape, dy, filter));
}

async function composedFilter(backend, layer) {
  const { x, filter, dy } = await tensors(backend, layer);
  return work(backend, () => convolutionFilterGradient(x, dy, filter.shape));
}

async function pool(backend, layer) {
  const { x } = await tensors(backend, layer);
  return work(backend, () => maxPool(x, 2, 2, 'valid'));
}

async function poolGradient(backend, layer) {
  const { x } = await tensors(backend, layer);
  const output = maxPool(x, 2, 2, 'valid');
  const attrs = { filterSize: 2, strides: 2, pad: 'valid', dimRoundingMode: undefined };
  return work(backend, () => runKernel(backend, 'MaxPoolGrad', { dy: output, input: x, output }, attrs));
}

/** Values of a network: none is zero. */
async function tensors(backend, { size, channels }) {
  await setBackend(backend);
  return {
    x: randomNormal([1, size, size, channels], 0, 1, 'float32', 1),
    filter: randomNormal([3, 3, channels, channels], 0, 0.1, 'float32', 2),
    dy: randomNormal([1, size - 2, size - 2, channels], 0, 1, 'float32', 3),
  };
}

function runKernel(name, kernelName, inputs, attrs) {
  const result = getKernel(kernelName, name).kernelFunc({ inputs, attrs, backend: engine().backend });
  return engine().makeTensorFromTensorInfo(result);
}

/** Work that is done once it has returned. The number of its result is taken outside of the time. */
function work(backend, compute) {
  return {
    backend,
    compute,
    check: (result) => {
      const value = tidy(() => mean(square(result))).dataSync()[0];
      dispose(result);
      return value;
    },
  };
}
