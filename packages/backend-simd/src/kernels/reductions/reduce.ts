import {
  type KernelConfig,
  Max,
  type MaxAttrs,
  Mean,
  Min,
  Prod,
  Sum,
  type SumAttrs,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { kernel } from '../kernel.ts';
import { type Pass, planReduction } from './plan.ts';
import { type Reduction, reduceMatrices } from './reduce-matrices.ts';

type Operand = Record<'x', TensorInfo>;

const byAxis: readonly [kernelName: string, reduction: Reduction, isMean: boolean][] = [
  [Sum, 'sum', false],
  [Mean, 'sum', true],
  [Prod, 'product', false],
  [Min, 'minimum', false],
];

/**
 * float32 alone. Sums are added in blocks, see assembly/reduce/operations.ts: the error is below 2^-22 of the sum of the absolute values, however
 * many there are (`cpu` adds in double precision). Of zeros the largest or smallest may have either sign.
 */
export const reduceKernels: readonly KernelConfig[] = [
  ...byAxis.map(([kernelName, reduction, isMean]) =>
    kernel<Operand, SumAttrs>(kernelName, ({ inputs: { x }, attrs: { axis, keepDims }, backend }) =>
      reduce(backend, reduction, isMean, x, axis, keepDims),
    ),
  ),
  kernel<Operand, MaxAttrs>(Max, ({ inputs: { x }, attrs: { reductionIndices, keepDims }, backend }) =>
    reduce(backend, 'maximum', false, x, reductionIndices, keepDims),
  ),
];

/** @returns undefined for types that are left to `cpu`, and where there is nothing to reduce */
function reduce(
  backend: SimdBackend,
  reduction: Reduction,
  isMean: boolean,
  x: TensorInfo,
  axis: number | number[] | undefined,
  keepDims: boolean,
): TensorInfo | undefined {
  const size = util.sizeFromShape(x.shape);
  if (x.dtype !== 'float32' || size === 0) return undefined;
  const { shape, count, passes } = planReduction(x.shape, axis, keepDims);
  const out = backend.makeOutputInfo(shape, 'float32');
  const divisor = isMean ? count : 1;
  const [from, to] = [backend.address(x), backend.address(out)];
  if (passes.length === 0) backend.run('copyBytes', 8 * size, { from, to, count: 4 * size });
  else runPasses(backend, reduction, from, to, passes, divisor);
  return out;
}

function runPasses(
  backend: SimdBackend,
  reduction: Reduction,
  x: number,
  out: number,
  [pass, ...others]: readonly Pass[],
  divisor: number,
): void {
  if (pass === undefined) return;
  if (others.length === 0) {
    reduceMatrices(backend, reduction, x, out, pass, divisor);
    return;
  }
  backend.withScratch(4 * pass.matrices * pass.columns, (between) => {
    reduceMatrices(backend, reduction, x, between, pass, 1);
    runPasses(backend, reduction, between, out, others, divisor);
  });
}
