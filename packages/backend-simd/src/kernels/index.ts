import type { KernelConfig } from '@tensorflow/tfjs-core';
import { convolutionKernels } from './convolutions/index.ts';
import { elementwiseKernels } from './elementwise/index.ts';
import { layoutKernels } from './layout/index.ts';
import { lossKernels } from './loss/index.ts';
import { optimiserKernels } from './optimisers/index.ts';
import { poolKernels } from './pooling/index.ts';
import { productKernels } from './products/index.ts';
import { reductionKernels } from './reductions/index.ts';

/** The kernels that are computed in WebAssembly; everything else is taken over from the `cpu` backend. */
export const simdKernels: readonly KernelConfig[] = [
  ...convolutionKernels,
  ...elementwiseKernels,
  ...layoutKernels,
  ...lossKernels,
  ...optimiserKernels,
  ...poolKernels,
  ...productKernels,
  ...reductionKernels,
];
