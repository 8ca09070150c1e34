import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import type { PartsJob } from '../../generated/jobs.ts';
import { MAXIMUM_ARGUMENTS } from '../../memory/layout.ts';

/** Words that a job has beside its parts. */
const OTHER_WORDS = 5;

/** Tensors that one call can join or cut. */
export const MAXIMUM_PARTS: number = (MAXIMUM_ARGUMENTS - OTHER_WORDS) >> 1;

/** The job of the kernels `concat` and `split`: a matrix of `rows` rows, and the parts that its rows consist of. */
export function partsJob(
  backend: SimdBackend,
  whole: TensorInfo,
  rows: number,
  parts: readonly TensorInfo[],
): PartsJob {
  const count = util.sizeFromShape(whole.shape);
  return {
    whole: backend.address(whole),
    count,
    columns: count / rows,
    parts: parts.map((part) => ({ address: backend.address(part), columns: util.sizeFromShape(part.shape) / rows })),
  };
}
