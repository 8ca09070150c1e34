import { backend_util, util } from '@tensorflow/tfjs-core';

/** One step of a reduction: `[matrices, rows, columns]` to `[matrices, columns]`. */
export interface Pass {
  readonly matrices: number;
  readonly rows: number;
  readonly columns: number;
}

export interface ReductionPlan {
  /** Shape of the result. */
  readonly shape: number[];
  /** Number of values that go into one of the result. */
  readonly count: number;
  /** One after the other, from the innermost axes to the outermost; none if the values stay as they are. */
  readonly passes: readonly Pass[];
}

/**
 * Plans the reduction of a tensor over some of its axes. Neighbouring axes that are both reduced, or both are not, count as one, so that
 * nearly all reductions take a single pass.
 * @example
 * planReduction([2, 3, 4, 5], [0, 1], false); // { shape: [4, 5], count: 6, passes: [{ matrices: 1, rows: 6, columns: 20 }] }
 */
export function planReduction(xShape: number[], axis: number | number[] | undefined, keepDims: boolean): ReductionPlan {
  // The engine allows axis to be left out although parseAxisParam's type does not.
  const axes = util.parseAxisParam(axis as number | number[], xShape);
  const [outShape, reducedShape] = backend_util.computeOutAndReduceShapes(xShape, axes);
  const passes: Pass[] = [];
  const lengths = [...xShape];
  for (let last = lengths.length - 1; last >= 0; last--) {
    if (!axes.includes(last)) continue;
    let first = last;
    while (first > 0 && (axes.includes(first - 1) || lengths[first - 1] === 1)) first--;
    const rows = util.sizeFromShape(lengths.slice(first, last + 1));
    const pass = {
      matrices: util.sizeFromShape(lengths.slice(0, first)),
      rows,
      columns: util.sizeFromShape(lengths.slice(last + 1)),
    };
    if (rows > 1) passes.push(pass);
    lengths.fill(1, first, last + 1);
    last = first;
  }
  const shape = keepDims ? backend_util.expandShapeToKeepDim(outShape, axes) : outShape;
  return { shape, count: util.sizeFromShape(reducedShape), passes };
}
