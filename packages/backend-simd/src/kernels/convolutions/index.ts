import type { KernelConfig } from '@tensorflow/tfjs-core';

export const convolutionKernels: readonly KernelConfig[] = [];
