import { offer } from './candidates/offered.ts';

export { webgpu } from './candidates/webgpu.ts';

/** `import '@unet/backends/webgpu'` lets `initBackend` choose `webgpu` in browsers. */
offer('webgpu', () => import('@tensorflow/tfjs-backend-webgpu'));
