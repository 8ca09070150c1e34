import {
  type KernelConfig,
  LogSoftmax,
  type LogSoftmaxAttrs,
  Softmax,
  type SoftmaxAttrs,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';

type Operand = Record<'logits', TensorInfo>;

/** Values of the rows that are taken together, unless one row has more: 8 KiB, a quarter of the nearest cache. */
const BLOCK_VALUES = 2048;

/** For each value, about. */
const OPERATIONS = 20;

/**
 * Along the last axis, float32. `LogSoftmax` is a kernel that `tf.logSoftmax` itself does not use, which composes it: for callers
 * that look it up by `getKernel('LogSoftmax', 'simd')`.
 */
export const softmaxKernels: readonly KernelConfig[] = [
  kernel<Operand, SoftmaxAttrs>(Softmax, ({ inputs: { logits }, attrs: { dim }, backend }) => {
    const plan = planRows(logits, dim);
    if (plan === undefined) return undefined;
    const out = backend.makeOutputInfo(logits.shape, 'float32');
    const addresses = { x: backend.address(logits), out: backend.address(out) };
    backend.run('softmax', plan.rows * plan.columns * OPERATIONS, { ...addresses, ...plan });
    return out;
  }),
  kernel<Operand, LogSoftmaxAttrs>(LogSoftmax, ({ inputs: { logits }, attrs: { axis }, backend }) => {
    const plan = planRows(logits, axis);
    if (plan === undefined) {
      throw new RangeError(
        `LogSoftmax: logits must be float32, not empty, and axis their last, got ${logits.dtype} [${logits.shape}] and ${axis}`,
      );
    }
    const out = backend.makeOutputInfo(logits.shape, 'float32');
    const addresses = { x: backend.address(logits), out: backend.address(out) };
    backend.withScratch(4 * plan.columns * plan.block * backend.threads, (scratch) => {
      backend.run('logSoftmax', plan.rows * plan.columns * OPERATIONS, { ...addresses, ...plan, scratch });
    });
    return out;
  }),
];

/** @returns undefined for types and axes that are left to `cpu` */
function planRows({ shape, dtype }: TensorInfo, axis: number) {
  const size = util.sizeFromShape(shape);
  const columns = shape.at(-1);
  const isLast = axis === -1 || axis === shape.length - 1;
  if (dtype !== 'float32' || size === 0 || columns === undefined || !isLast) return undefined;
  return { rows: size / columns, columns, block: Math.max(1, Math.floor(BLOCK_VALUES / columns)) };
}
