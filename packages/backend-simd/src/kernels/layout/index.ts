import type { KernelConfig } from '@tensorflow/tfjs-core';
import { concatKernels } from './concat.ts';
import { gatherKernel } from './gather.ts';
import { padKernel } from './pad.ts';
import { reverseKernel } from './reverse.ts';
import { sliceKernel } from './slice.ts';
import { splitKernels } from './split.ts';
import { tileKernel } from './tile.ts';
import { transposeKernel } from './transpose.ts';

/** Kernels that move values without computing. */
export const layoutKernels: readonly KernelConfig[] = [
  ...concatKernels,
  gatherKernel,
  padKernel,
  reverseKernel,
  sliceKernel,
  ...splitKernels,
  tileKernel,
  transposeKernel,
];
