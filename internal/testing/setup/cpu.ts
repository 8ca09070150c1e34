import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend } from '@tensorflow/tfjs-core';

if (!(await setBackend('cpu'))) throw new Error('the cpu backend did not start');
await ready();
