import type { KernelConfig } from '@tensorflow/tfjs-core';
import { adamKernels } from './adam.ts';
import { sgdMomentumKernels } from './sgd-momentum.ts';

export const optimiserKernels: readonly KernelConfig[] = [...adamKernels, ...sgdMomentumKernels];
