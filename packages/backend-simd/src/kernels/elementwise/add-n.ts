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
    backend.withScratch(others.length > 0 ? 4 * size : 0, (scratch) => {
      // By turns, since a kernel must not write what it reads; so that the last sum is the result.
      const places = [backend.address(out), scratch];
      let sum = backend.address(first);
      for (const [index, next] of [second, ...others].entries()) {
        const place = places[(others.length - index) % 2]!;
        runFlat(backend, 'add', { a: sum, b: backend.address(next), out: place }, size);
        sum = place;
      }
    });
    return out;
  }),
];
