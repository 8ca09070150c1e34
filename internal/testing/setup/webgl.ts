import '@tensorflow/tfjs-backend-webgl';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';

// The engine then checks after every kernel that the backend holds no data beyond inputs and outputs.
env().set('IS_TEST', true);
if (!(await setBackend('webgl'))) throw new Error('the webgl backend did not start');
await ready();
