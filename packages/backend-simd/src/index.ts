import { registerSimd } from './register.ts';

export { SimdBackend, type SimdMemoryInfo } from './backend.ts';
export type { AllocatorStatistics } from './memory/allocator.ts';
export { OutOfMemoryError } from './memory/heap.ts';
export { type ConvolutionMethod, configureSimd, type SimdOptions } from './options.ts';
export { registerSimd } from './register.ts';
export { ThreadError } from './threads/thread-error.ts';

registerSimd();
