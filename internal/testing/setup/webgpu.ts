import '@tensorflow/tfjs-backend-webgpu';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';

// The engine then checks after every kernel that the backend holds no data beyond inputs and outputs.
env().set('IS_TEST', true);
if (!(await setBackend('webgpu'))) throw new Error('the webgpu backend did not start');
await ready();
