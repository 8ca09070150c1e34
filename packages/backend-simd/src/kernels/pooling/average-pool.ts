import { AvgPool, AvgPoolGrad, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import { isGradientOf, isIdentity, type PoolAttributes, poolBytes, poolGeometry, windowsOf } from './geometry.ts';

const averagePool: KernelConfig = kernel<Record<'x', TensorInfo>, PoolAttributes>(
  AvgPool,
  ({ inputs: { x }, attrs, backend }) => {
    const geometry = poolGeometry(x, attrs);
    if (geometry === undefined || isIdentity(geometry)) return undefined;
    const out = backend.makeOutputInfo(geometry.outShape, 'float32');
    const [inBytes, outBytes] = poolBytes(geometry);
    const work = inBytes + geometry.filterHeight * geometry.filterWidth * outBytes;
    const addresses = { x: backend.address(x), out: backend.address(out) };
    backend.run('averagePool', work, { ...addresses, windows: windowsOf(geometry) });
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
    const factor = 1 / windowSize;
    const addresses = { dy: backend.address(dy), dx: backend.address(dx), positions: 0 };
    const windows = windowsOf(geometry);
    backend.run('averagePoolGradient', inBytes + windowSize * outBytes, { ...addresses, factor, windows });
    return dx;
  },
);

export const averagePoolKernels: readonly KernelConfig[] = [averagePool, averagePoolGradient];
