import {
  backend_util,
  Concat,
  type ConcatAttrs,
  type KernelConfig,
  Pack,
  type PackAttrs,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { kernel } from '../kernel.ts';
import { MAXIMUM_PARTS, partsJob } from './parts.ts';
import { hasWords } from './words.ts';

/** Row by row the values of all parts, each of which holds `rows` rows. */
function join(backend: SimdBackend, out: TensorInfo, rows: number, parts: readonly TensorInfo[]): TensorInfo {
  const count = util.sizeFromShape(out.shape);
  if (count > 0) backend.run('concat', 8 * count, partsJob(backend, out, rows, parts));
  return out;
}

const concatKernel: KernelConfig = kernel<TensorInfo[], ConcatAttrs>(Concat, ({ inputs, attrs, backend }) => {
  const type = inputs[0]!.dtype;
  const filled = inputs.filter(({ shape }) => util.sizeFromShape(shape) > 0);
  // One alone is not copied but shared, which the cpu kernel does.
  if (filled.length < 2 || filled.length > MAXIMUM_PARTS) return undefined;
  if (!inputs.every((input) => hasWords(input) && input.dtype === type)) return undefined;
  const axis = util.parseAxisParam(attrs.axis, inputs[0]!.shape)[0]!;
  const shapes = inputs.map(({ shape }) => shape);
  backend_util.assertParamsConsistent(shapes, axis);
  const shape = backend_util.computeOutShape(shapes, axis);
  const out = backend.makeOutputInfo(shape, type as 'float32' | 'int32');
  return join(backend, out, util.sizeFromShape(shape.slice(0, axis)), filled);
});

const packKernel: KernelConfig = kernel<TensorInfo[], PackAttrs>(Pack, ({ inputs, attrs, backend }) => {
  const [first] = inputs;
  if (first === undefined || inputs.length < 2 || inputs.length > MAXIMUM_PARTS) return undefined;
  const alike = inputs.every(({ shape, dtype }) => util.arraysEqual(shape, first.shape) && dtype === first.dtype);
  if (!alike || !hasWords(first)) return undefined;
  const axis = attrs.axis < 0 ? attrs.axis + first.shape.length + 1 : attrs.axis;
  const out = backend.makeOutputInfo(first.shape.toSpliced(axis, 0, inputs.length), first.dtype);
  return join(backend, out, util.sizeFromShape(first.shape.slice(0, axis)), inputs);
});

export const concatKernels: readonly KernelConfig[] = [concatKernel, packKernel];
