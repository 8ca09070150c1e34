import { offer } from './candidates/offered.ts';

/** `import '@unet/backends/webgpu'` lets `initBackend` choose `webgpu` in browsers. */
offer('webgpu', () => import('@tensorflow/tfjs-backend-webgpu'));
