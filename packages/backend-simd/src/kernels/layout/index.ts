import type { KernelConfig } from '@tensorflow/tfjs-core';

export const layoutKernels: readonly KernelConfig[] = [];
