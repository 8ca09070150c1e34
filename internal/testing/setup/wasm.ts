import '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend } from '@tensorflow/tfjs-core';

if (!(await setBackend('wasm'))) throw new Error('the wasm backend did not start');
await ready();
