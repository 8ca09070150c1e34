// Closes a source whose thread has just answered and is in the middle of what cannot be interrupted: it ends much later than its answer is heard.
import { Worker } from 'node:worker_threads';
import { createWorkerSource } from '@unet/trainer/arrays';

const busyWorker = `
  const { pbkdf2Sync } = require('node:crypto');
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (question) => {
    parentPort.postMessage({ request: question.request, value: 1 });
    if ('index' in question) pbkdf2Sync('', '', 1e6, 64, 'sha512');
  });`;
const source = await createWorkerSource({ createWorker: () => new Worker(busyWorker, { eval: true }), setup: {} });
source.sample(0).catch(() => {});
// The answer comes meanwhile, and waits to be heard.
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
await source.close();
process.stdout.write('closed\n');
