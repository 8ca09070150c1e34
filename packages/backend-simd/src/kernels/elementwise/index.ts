import type { KernelConfig } from '@tensorflow/tfjs-core';
import { binaryKernels } from './binary.ts';
import { gradientKernels } from './gradients.ts';
import { unaryKernels } from './unary.ts';

export const elementwiseKernels: readonly KernelConfig[] = [...binaryKernels, ...gradientKernels, ...unaryKernels];
