// Trains a small network on a page, on the threads of `simd`, with samples from a Web Worker, and draws what it sees.
import { memory } from '@tensorflow/tfjs-core';
import { deviceLimits, initBackend } from '@unet/backends';
import { overlayFigure, predictionFigure } from '@unet/figures/arrays';
import { constantPixelError, pixelError } from '@unet/metrics/arrays';
import { classProbability, createUNet, segment } from '@unet/model';
import { phantomSlices } from '@unet/phantom/arrays';
import {
  adam,
  createTrainingState,
  createWorkerSource,
  currentUNet,
  disposeTrainingState,
  prefetch,
  shareSlices,
  train,
} from '@unet/trainer';
import type { SampleSetup } from './sample-setup';

declare global {
  interface Window {
    pageHasFinished?: boolean;
  }
}

const { name, reason } = await initBackend({ prefer: 'simd' });
console.log(reason);

const [heldOut, ...slices] = phantomSlices({ seed: 1, count: 3, height: 64, width: 64 });
const unet = createUNet({ depth: 1, baseWidth: 4 }, { seed: 1 });
// Mild weights: in so few steps those of the paper would call everything border.
const weights = { balance: 'none', w0: 5 } as const;
const setup: SampleSetup = {
  slices: shareSlices(slices),
  options: { config: unet.config, inputSize: 36, weights, seed: 1 },
};
const createWorker = () => new Worker(new URL('./sample-worker.ts', import.meta.url), { type: 'module' });
const source = prefetch(await createWorkerSource({ createWorker, setup }));
const optimizer = adam();
const state = createTrainingState(unet, optimizer);
const losses: number[] = [];
for await (const { loss } of train(state, source, { optimizer, schedule: 1e-2, steps: 160 })) losses.push(loss);
await source.close();

const { image, label: truth } = heldOut;
const { probabilities, label } = await segment(currentUNet(state), image, { output: 'both', limits: deviceLimits() });
disposeTrainingState(state);
const row = { name: heldOut.name, image, truth, probability: classProbability(probabilities, 1) };
document.querySelector('main')!.innerHTML =
  predictionFigure({ title: `Trained on ${name}`, rows: [row] }) + overlayFigure({ image, label });

const error = pixelError(label, truth);
console.log(`loss ${losses[0]} to ${losses.at(-1)}, wrong pixels ${error}`);
const facts = {
  'the backend is simd': name === 'simd',
  'the loss has fallen': losses[losses.length - 1] < losses[0],
  'it is better than a constant answer': error < 0.9 * constantPixelError([truth]),
  'nothing is left over': memory().numTensors === 0,
  'the figures are drawn': document.querySelectorAll('main > svg').length === 2,
};
const wrong = Object.entries(facts).flatMap(([fact, holds]) => (holds ? [] : [fact]));
if (wrong.length > 0) throw new Error(`not so: ${wrong.join(', ')}`);
window.pageHasFinished = true;
