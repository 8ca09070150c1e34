import { Cast, type CastAttrs, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { CastJob, KernelsOf } from '../../generated/jobs.ts';
import { kernel } from '../kernel.ts';

/** From and to. */
const kernels: Readonly<Record<string, KernelsOf<CastJob>>> = {
  'int32 float32': 'integersToFloats',
  'bool float32': 'bytesToFloats',
  'bool int32': 'bytesToIntegers',
  'float32 int32': 'floatsToIntegers',
  'float32 bool': 'floatsToBytes',
};

/**
 * `cpu` keeps whole numbers where they lie when it makes floats of them, and calls them floats; here every kernel may rely on a float32 tensor's
 * values being floats.
 */
export const castKernels: readonly KernelConfig[] = [
  kernel<Record<'x', TensorInfo>, CastAttrs>(Cast, ({ inputs: { x }, attrs: { dtype }, backend }) => {
    const name = kernels[`${x.dtype} ${dtype}`];
    if (name === undefined) return undefined;
    const size = util.sizeFromShape(x.shape);
    const out = backend.makeOutputInfo(x.shape, dtype as 'float32' | 'int32' | 'bool');
    if (size > 0) backend.run(name, 8 * size, { x: backend.address(x), out: backend.address(out), count: size });
    return out;
  }),
];
