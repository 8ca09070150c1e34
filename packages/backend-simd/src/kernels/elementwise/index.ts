import type { KernelConfig } from '@tensorflow/tfjs-core';
import { addNKernels } from './add-n.ts';
import { binaryKernels } from './binary.ts';
import { castKernels } from './cast.ts';
import { fillKernels } from './fill.ts';
import { gradientKernels } from './gradients.ts';
import { logicalKernels } from './logical.ts';
import { selectKernels } from './select.ts';
import { unaryKernels } from './unary.ts';

export const elementwiseKernels: readonly KernelConfig[] = [
  ...addNKernels,
  ...binaryKernels,
  ...castKernels,
  ...fillKernels,
  ...gradientKernels,
  ...logicalKernels,
  ...selectKernels,
  ...unaryKernels,
];
