import { type KernelConfig, MaxPool, MaxPoolGrad, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import {
  imagesOf,
  isGradientOf,
  isIdentity,
  isTwoByTwo,
  type PoolAttributes,
  poolBytes,
  poolGeometry,
  windowsOf,
} from './geometry.ts';

const maxPool: KernelConfig = kernel<Record<'x', TensorInfo>, PoolAttributes>(
  MaxPool,
  ({ inputs: { x }, attrs, backend }) => {
    const geometry = poolGeometry(x, attrs);
    if (geometry === undefined || isIdentity(geometry)) return undefined;
    const out = backend.makeOutputInfo(geometry.outShape, 'float32');
    const addresses = { x: backend.address(x), out: backend.address(out) };
    const [inBytes, outBytes] = poolBytes(geometry);
    const { filterHeight, filterWidth } = geometry;
    if (isTwoByTwo(geometry)) {
      backend.run('maxPool2x2', inBytes + outBytes, { ...addresses, images: imagesOf(geometry) });
    } else {
      const work = inBytes + filterHeight * filterWidth * outBytes;
      backend.run('maxPool', work, { ...addresses, windows: windowsOf(geometry) });
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
      const addresses = { dy: backend.address(dy), x: backend.address(input), dx: backend.address(dx) };
      backend.run('maxPool2x2Gradient', 2 * inBytes + outBytes, { ...addresses, images: imagesOf(geometry) });
      return dx;
    }
    const { filterHeight, filterWidth } = geometry;
    const work = inBytes + filterHeight * filterWidth * outBytes;
    const windows = windowsOf(geometry);
    const addresses = { dy: backend.address(dy), dx: backend.address(dx) };
    backend.withScratch(outBytes, (positions) => {
      backend.run('maxPositions', work, { x: backend.address(input), positions, windows });
      backend.run('maxPoolGradient', work, { ...addresses, positions, factor: 1, windows });
    });
    return dx;
  },
);

export const maxPoolKernels: readonly KernelConfig[] = [maxPool, maxPoolGradient];
