import type { OwnKernel } from '../ops/kernel-names.ts';
import type { ShapeKernel } from './shape-kernels.ts';

type Shape4D = [number, number, number, number];

/** The kernels for whole operations that a backend may have, as to shapes. */
export const ownShapeKernels: Readonly<Record<OwnKernel, ShapeKernel>> = {
  ReluGrad: (backend, { dy }) => backend.make(dy!.shape),
  UpConvolution2D: (backend, { x, filter }) => {
    const [batch, height, width] = x!.shape as Shape4D;
    return backend.make([batch, 2 * height, 2 * width, filter!.shape[3]!]);
  },
  UpConvolution2DBackpropInput: (backend, { dy, filter }) => {
    const [batch, height, width] = dy!.shape as Shape4D;
    return backend.make([batch, height / 2, width / 2, filter!.shape[2]!]);
  },
  UpConvolution2DBackpropFilter: (backend, { x, dy }) => backend.make([2, 2, x!.shape[3]!, dy!.shape[3]!]),
  WeightedCrossEntropy: (backend) => backend.make([]),
  WeightedCrossEntropyGrad: (backend, { logits }) => backend.make(logits!.shape),
  SgdMomentumUpdate: (backend, { variable }) => [backend.make(variable!.shape), backend.make(variable!.shape)],
  AdamUpdate: (backend, { variable }) => Array.from({ length: 3 }, () => backend.make(variable!.shape)),
};
