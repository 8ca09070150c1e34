import type { KernelConfig } from '@tensorflow/tfjs-core';
import { averagePoolKernels } from './average-pool.ts';
import { maxPoolKernels } from './max-pool.ts';

export const poolKernels: readonly KernelConfig[] = [...averagePoolKernels, ...maxPoolKernels];
