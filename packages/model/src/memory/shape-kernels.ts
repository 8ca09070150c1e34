import { backend_util, type DataType, slice_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { ShapesBackend } from './shapes-backend.ts';

/** What a kernel makes of its inputs: tensors without values. */
export type ShapeKernel = (
  backend: ShapesBackend,
  inputs: Readonly<Record<string, TensorInfo>>,
  attributes: KernelAttributes,
) => TensorInfo | TensorInfo[];

/** Attributes of the kernels below; each has some of them. */
interface KernelAttributes {
  readonly axis: number | number[];
  readonly begin: number[];
  readonly blockSize: number;
  readonly depth: number;
  readonly dilations: [number, number];
  readonly dim: number;
  readonly dtype: DataType;
  readonly filterShape: number[];
  readonly filterSize: [number, number];
  readonly inputShape: number[];
  readonly keepDims: boolean;
  readonly numOrSizeSplits: number | number[];
  readonly pad: 'valid' | 'same';
  readonly paddings: [number, number][];
  readonly perm: number[];
  readonly reductionIndices: number | number[];
  readonly reps: number[];
  readonly shape: number[];
  readonly size: number[];
  readonly strides: [number, number];
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

type Shape4D = [number, number, number, number];

const likeX: ShapeKernel = (backend, { x }) => backend.make(x!.shape, x!.dtype);

const broadcast =
  (dtype?: DataType): ShapeKernel =>
  (backend, { a, b }) =>
    backend.make(backend_util.assertAndGetBroadcastShape(a!.shape, b!.shape), dtype ?? a!.dtype);

const convolution: ShapeKernel = (backend, { x, filter }, { strides, dilations, pad }) => {
  const { outShape } = backend_util.computeConv2DInfo(
    x!.shape as Shape4D,
    filter!.shape as Shape4D,
    strides,
    dilations,
    pad,
  );
  return backend.unfolding(filter!.shape, outShape, () => backend.make(outShape));
};

const reduction =
  (axesOf: (attributes: KernelAttributes) => number | number[] | undefined): ShapeKernel =>
  (backend, { x }, attributes) => {
    const axes = util.parseAxisParam(axesOf(attributes)!, x!.shape);
    const [kept] = backend_util.computeOutAndReduceShapes(x!.shape, axes);
    return backend.make(attributes.keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept, x!.dtype);
  };

/** The kernels of TensorFlow.js that a network, its gradient and its update run on any backend, as to shapes. */
export const standardKernels: Readonly<Record<string, ShapeKernel>> = {
  Add: broadcast(),
  Multiply: broadcast(),
  RealDiv: broadcast(),
  Sub: broadcast(),
  Equal: broadcast('bool'),

  Exp: likeX,
  Log: likeX,
  Neg: likeX,
  OnesLike: likeX,
  Relu: likeX,
  Reverse: likeX,
  Softmax: (backend, { logits }) => backend.make(logits!.shape),
  Sqrt: likeX,
  Square: likeX,
  Step: likeX,

  Max: reduction(({ reductionIndices }) => reductionIndices),
  Mean: reduction(({ axis }) => axis),
  Sum: reduction(({ axis }) => axis),

  Cast: (backend, { x }, { dtype }) =>
    util.hasEncodingLoss(x!.dtype, dtype) ? backend.make(x!.shape, dtype) : { ...backend.share(x!, x!.shape), dtype },
  ExpandDims: (backend, { input }, { dim }) => backend.share(input!, input!.shape.toSpliced(dim, 0, 1)),
  Identity: (backend, { x }) => backend.share(x!, x!.shape),
  Reshape: (backend, { x }, { shape }) =>
    backend.share(x!, util.inferFromImplicitShape(shape, util.sizeFromShape(x!.shape))),

  BatchMatMul: (backend, { a, b }, { transposeA, transposeB }) => {
    const batch = backend_util.assertAndGetBroadcastShape(a!.shape.slice(0, -2), b!.shape.slice(0, -2));
    return backend.make([...batch, a!.shape.at(transposeA ? -1 : -2)!, b!.shape.at(transposeB ? -2 : -1)!]);
  },
  Concat: (backend, inputs, { axis }) => {
    const parts = Object.values(inputs);
    const [along] = util.parseAxisParam(axis, parts[0]!.shape) as [number];
    const shapes = parts.map(({ shape }) => shape);
    return backend.make(backend_util.computeOutShape(shapes, along), parts[0]!.dtype);
  },
  Conv2D: convolution,
  Conv2DBackpropFilter: (backend, _, { filterShape }) => backend.make(filterShape),
  Conv2DBackpropInput: (backend, _, { inputShape }) => backend.make(inputShape),
  DepthToSpace: (backend, { x }, { blockSize }) => {
    const [batch, height, width, channels] = x!.shape as Shape4D;
    return backend.make([batch, height * blockSize, width * blockSize, channels / blockSize ** 2]);
  },
  Fill: (backend, _, { shape, dtype }) => backend.make(shape, dtype),
  FusedConv2D: convolution,
  MaxPool: (backend, { x }, { filterSize, strides, pad }) =>
    backend.make(backend_util.computePool2DInfo(x!.shape as Shape4D, filterSize, strides, 1, pad).outShape),
  MaxPoolGrad: (backend, { input }) => backend.make(input!.shape),
  OneHot: (backend, { indices }, { depth, dtype }) => backend.make([...indices!.shape, depth], dtype),
  PadV2: (backend, { x }, { paddings }) =>
    backend.make(x!.shape.map((side, axis) => side + paddings[axis]![0] + paddings[axis]![1])),
  Slice: (backend, { x }, { begin, size }) =>
    backend.make(slice_util.parseSliceParams(x as never, begin, size)[1], x!.dtype),
  SplitV: (backend, { x }, { numOrSizeSplits, axis }) => {
    const [along] = util.parseAxisParam(axis, x!.shape) as [number];
    const sizes = backend_util.prepareSplitSize(x as never, numOrSizeSplits, along);
    return sizes.map((size) => backend.make(x!.shape.with(along, size)));
  },
  Tile: (backend, { x }, { reps }) => backend.make(x!.shape.map((side, axis) => side * reps[axis]!)),
  Transpose: (backend, { x }, { perm }) => backend.make(perm.map((axis) => x!.shape[axis]!)),
};
