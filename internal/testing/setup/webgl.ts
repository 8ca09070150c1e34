import '@tensorflow/tfjs-backend-webgl';
import { ready, setBackend } from '@tensorflow/tfjs-core';

if (!(await setBackend('webgl'))) throw new Error('the webgl backend did not start');
await ready();
