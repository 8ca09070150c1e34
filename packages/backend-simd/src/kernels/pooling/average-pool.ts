import { AvgPool, AvgPoolGrad, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import { isGradientOf, isIdentity, type PoolAttributes, poolBytes, poolGeometry, windowArguments } from './geometry.ts';

const averagePool: KernelConfig = kernel<Record<'x', TensorInfo>, PoolAttributes>(
  AvgPool,
  ({ inputs: { x }, attrs, backend }) => {
    const geometry = poolGeometry(x, attrs);
    if (geometry === undefined || isIdentity(geometry)) return undefined;
    const out = backend.makeOutputInfo(geometry.outShape, 'float32');
    const [inBytes, outBytes] = poolBytes(geometry);
    const work = inBytes + geometry.filterHeight * geometry.filterWidth * outBytes;
    backend.run('averagePool', work, [backend.address(x), backend.address(out), 0, 0, ...windowArguments(geometry)]);
    return out;
  },
);

const averagePoolGradient: KernelConfig = kernel<Record<'dy' | 'input', TensorInfo>, PoolAttributes>(
  AvgPoolGrad,
  ({ inputs: { dy, input }, attrs: { filterSize, strides, pad }, backend }) => {
    // The cpu kernel does not know of dimRoundingMode either.
    const geometry = poolGeometry(input, { filterSize, strides, pad });
    if (geometry === undefined || !isGradientOf(dy, geometry)) return undefined;
    const dx = backend.makeOutputInfo(geometry.inShape, 'float32');
    const [inBytes, outBytes] = poolBytes(geometry);
    const windowSize = geometry.filterHeight * geometry.filterWidth;
    // Not the number of pixels that a window at the border has, though averagePool divides by that: as on cpu.
    const factor = backend.bits(1 / windowSize);
    const addresses = [backend.address(dy), backend.address(dx)];
    backend.run('averagePoolGradient', inBytes + windowSize * outBytes, [
      ...addresses,
      0,
      factor,
      ...windowArguments(geometry),
    ]);
    return dx;
  },
);

export const averagePoolKernels: readonly KernelConfig[] = [averagePool, averagePoolGradient];
