import type { KernelConfig } from '@tensorflow/tfjs-core';

export const optimiserKernels: readonly KernelConfig[] = [];
