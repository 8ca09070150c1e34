import type { KernelConfig } from '@tensorflow/tfjs-core';
import { reduceKernels } from './reduce.ts';
import { softmaxKernels } from './softmax.ts';

export const reductionKernels: readonly KernelConfig[] = [...reduceKernels, ...softmaxKernels];
