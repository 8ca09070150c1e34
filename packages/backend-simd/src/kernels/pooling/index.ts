import type { KernelConfig } from '@tensorflow/tfjs-core';

export const poolKernels: readonly KernelConfig[] = [];
