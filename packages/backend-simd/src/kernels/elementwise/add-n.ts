import { AddN, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import { runFlat } from './run-broadcast.ts';

/** One after the other, each sum rounded, as `cpu` does. */
export const addNKernels: readonly KernelConfig[] = [
  kernel<TensorInfo[]>(AddN, ({ inputs, backend }) => {
    const [first, second, ...others] = inputs;
    if (first === undefined || second === undefined || inputs.some(({ dtype }) => dtype !== 'float32'))
      return undefined;
    const size = util.sizeFromShape(first.shape);
    const out = backend.makeOutputInfo(first.shape, 'float32');
    let sum = first;
    for (const next of [second, ...others]) {
      runFlat(backend, 'add', [backend.address(sum), backend.address(next), backend.address(out)], size);
      sum = out;
    }
    return out;
  }),
];
