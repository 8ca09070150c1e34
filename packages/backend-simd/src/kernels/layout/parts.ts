import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { MAXIMUM_ARGUMENTS } from '../../memory/layout.ts';

/** Arguments that come once. */
const FIXED_ARGUMENTS = 4;

/** Tensors that one call can join or cut. */
export const MAXIMUM_PARTS: number = (MAXIMUM_ARGUMENTS - FIXED_ARGUMENTS) >> 1;

/** Arguments of the kernels `concat` and `split`: a matrix of `rows` rows, and the parts that its rows consist of. */
export function partArguments(
  backend: SimdBackend,
  whole: TensorInfo,
  rows: number,
  parts: readonly TensorInfo[],
): number[] {
  const count = util.sizeFromShape(whole.shape);
  const widths = parts.flatMap((part) => [backend.address(part), util.sizeFromShape(part.shape) / rows]);
  return [backend.address(whole), count, count / rows, parts.length, ...widths];
}
