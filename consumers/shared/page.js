// Segments the same image on every backend that the bundle has, on the page, and bends it in a Web Worker, on the backend that works there.
import { memory, removeBackend } from '@tensorflow/tfjs-core';
import { availableBackends, initBackend } from '@unet/backends';
import { createUNet, disposeUNet, segment } from '@unet/model';
import { image } from './image.js';
import './offers.js';
import { backends } from './variant.js';

const wasmPaths = new URLSearchParams(location.search).get('wasmPaths') ?? undefined;

const installed = (await availableBackends()).filter((backend) => backend.installed).map(({ name }) => name);
expect(installed, backends, 'installed');
if (!backends.includes('wasm')) {
  const missing = await initBackend({ prefer: 'wasm' }).catch(({ message }) => message);
  const advice = "(npm install @tensorflow/tfjs-backend-wasm, and import '@unet/backends/wasm')";
  expect(
    missing,
    `initBackend: backend "wasm" is not installed ${advice}; installed here: ${installed.join(', ')}`,
    'wasm',
  );
}

let first;
for (const name of backends) {
  const { backend, reason } = await initBackend({ prefer: name, wasmPaths });
  console.log(reason, backend.threads ?? '');
  const unet = createUNet({ depth: 1, baseWidth: 2 }, { seed: 1 });
  const { data } = await segment(unet, image);
  disposeUNet(unet);
  expect(memory().numTensors, 0, `tensors left on ${name}`);
  first ??= data;
  const worst = Math.max(...data.map((value, index) => Math.abs(value - first[index])));
  if (!(worst < 1e-4)) throw new Error(`${name} differs from ${backends[0]} by ${worst}`);
  removeBackend(name);
}

const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
const { name, sum } = await new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(`worker: ${message}`));
});
expect(name, 'simd', 'the backend of the worker');
if (!(sum > 0)) throw new Error(`the worker's image has the sum ${sum}`);
// It is left alone: what its threads still load when it ends counts as a file that was not found.
window.pageHasFinished = true;

function expect(actual, expected, what) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  }
}
