import { offer } from './candidates/offered.ts';

export { webgl } from './candidates/webgl.ts';

/** `import '@unet/backends/webgl'` lets `initBackend` choose `webgl` in browsers. */
offer('webgl', () => import('@tensorflow/tfjs-backend-webgl'));
