import { type KernelConfig, MaxPool, MaxPoolGrad, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import {
  imageArguments,
  isGradientOf,
  isIdentity,
  isTwoByTwo,
  type PoolAttributes,
  poolBytes,
  poolGeometry,
  windowArguments,
} from './geometry.ts';

const maxPool: KernelConfig = kernel<Record<'x', TensorInfo>, PoolAttributes>(
  MaxPool,
  ({ inputs: { x }, attrs, backend }) => {
    const geometry = poolGeometry(x, attrs);
    if (geometry === undefined || isIdentity(geometry)) return undefined;
    const out = backend.makeOutputInfo(geometry.outShape, 'float32');
    const addresses = [backend.address(x), backend.address(out)];
    const [inBytes, outBytes] = poolBytes(geometry);
    const { filterHeight, filterWidth } = geometry;
    if (isTwoByTwo(geometry)) {
      backend.run('maxPool2x2', inBytes + outBytes, [...addresses, ...imageArguments(geometry)]);
    } else {
      const work = inBytes + filterHeight * filterWidth * outBytes;
      backend.run('maxPool', work, [...addresses, 0, 0, ...windowArguments(geometry)]);
    }
    return out;
  },
);

/** The pooled image, which is an input too, is not needed: to find where a maximum is means to find it. */
const maxPoolGradient: KernelConfig = kernel<Record<'dy' | 'input', TensorInfo>, PoolAttributes>(
  MaxPoolGrad,
  ({ inputs: { dy, input }, attrs, backend }) => {
    const geometry = poolGeometry(input, attrs);
    if (geometry === undefined || !isGradientOf(dy, geometry)) return undefined;
    const dx = backend.makeOutputInfo(geometry.inShape, 'float32');
    const [inBytes, outBytes] = poolBytes(geometry);
    if (isTwoByTwo(geometry)) {
      const addresses = [backend.address(dy), backend.address(input), backend.address(dx)];
      backend.run('maxPool2x2Gradient', 2 * inBytes + outBytes, [...addresses, ...imageArguments(geometry)]);
      return dx;
    }
    const { filterHeight, filterWidth } = geometry;
    const work = inBytes + filterHeight * filterWidth * outBytes;
    const sizes = windowArguments(geometry);
    backend.withScratch(outBytes, (positions) => {
      backend.run('maxPositions', work, [backend.address(input), positions, 0, 0, ...sizes]);
      backend.run('maxPoolGradient', work, [backend.address(dy), backend.address(dx), positions, 0, ...sizes]);
    });
    return dx;
  },
);

export const maxPoolKernels: readonly KernelConfig[] = [maxPool, maxPoolGradient];
