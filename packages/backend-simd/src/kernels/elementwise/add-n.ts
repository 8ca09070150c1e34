import { AddN, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';

/** One after the other, each sum rounded, as `cpu` does. */
export const addNKernels: readonly KernelConfig[] = [
  kernel<TensorInfo[]>(AddN, ({ inputs, backend }) => {
    const [first, second, ...others] = inputs;
    if (first === undefined || second === undefined || inputs.some(({ dtype }) => dtype !== 'float32'))
      return undefined;
    const size = util.sizeFromShape(first.shape);
    const out = backend.makeOutputInfo(first.shape, 'float32');
    if (size === 0) return out;
    const axes = [1, 0, 0, 1, 0, 0, 1, 0, 0, size, 1, 1];
    let sum = first;
    for (const next of [second, ...others]) {
      backend.run('add', 12 * size, [backend.address(sum), backend.address(next), backend.address(out), ...axes]);
      sum = out;
    }
    return out;
  }),
];
