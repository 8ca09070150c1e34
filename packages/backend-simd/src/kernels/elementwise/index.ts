import type { KernelConfig } from '@tensorflow/tfjs-core';
import { binaryKernels } from './binary.ts';

export const elementwiseKernels: readonly KernelConfig[] = [...binaryKernels];
