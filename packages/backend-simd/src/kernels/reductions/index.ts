import type { KernelConfig } from '@tensorflow/tfjs-core';

export const reductionKernels: readonly KernelConfig[] = [];
