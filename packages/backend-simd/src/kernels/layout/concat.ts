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
import { MAXIMUM_ARGUMENTS } from '../../memory/layout.ts';
import { kernel } from '../kernel.ts';
import { hasWords } from './words.ts';

/** Arguments that come once, and those for each input. */
const FIXED_ARGUMENTS = 4;
const MAXIMUM_PARTS = (MAXIMUM_ARGUMENTS - FIXED_ARGUMENTS) >> 1;

/** Two-dimensional: each tensor holds `rows` rows; row by row they come one behind the other. */
function joinRows(backend: SimdBackend, parts: readonly TensorInfo[], rows: number, out: TensorInfo): void {
  const widths = parts.map(({ shape }) => util.sizeFromShape(shape) / rows);
  const columns = util.sum(widths);
  const count = rows * columns;
  const addresses = parts.flatMap((part, index) => [backend.address(part), widths[index]!]);
  backend.run('concat', 8 * count, [backend.address(out), count, columns, parts.length, ...addresses]);
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
  joinRows(backend, filled, util.sizeFromShape(shape.slice(0, axis)), out);
  return out;
});

const packKernel: KernelConfig = kernel<TensorInfo[], PackAttrs>(Pack, ({ inputs, attrs, backend }) => {
  const [first] = inputs;
  if (first === undefined || inputs.length < 2 || inputs.length > MAXIMUM_PARTS) return undefined;
  const alike = inputs.every(({ shape, dtype }) => util.arraysEqual(shape, first.shape) && dtype === first.dtype);
  if (!alike || !hasWords(first)) return undefined;
  const axis = attrs.axis < 0 ? attrs.axis + first.shape.length + 1 : attrs.axis;
  const out = backend.makeOutputInfo(first.shape.toSpliced(axis, 0, inputs.length), first.dtype);
  if (util.sizeFromShape(out.shape) > 0) joinRows(backend, inputs, util.sizeFromShape(first.shape.slice(0, axis)), out);
  return out;
});

export const concatKernels: readonly KernelConfig[] = [concatKernel, packKernel];
