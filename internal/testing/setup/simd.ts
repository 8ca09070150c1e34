import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import { configureSimd } from '@unet/backend-simd';

// The engine then checks after every kernel that the backend holds no data beyond inputs and outputs.
env().set('IS_TEST', true);
// Not as many as there are processors: results depend on the number, and a test should see the same ones everywhere.
configureSimd({ threads: 2 });
if (!(await setBackend('simd'))) throw new Error('the simd backend did not start');
await ready();
