import { type KernelConfig, PadV2, type PadV2Attrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { FramedAxis } from '../../generated/jobs.ts';
import { floatBits } from '../job.ts';
import { kernel } from '../kernel.ts';
import { hasWords } from './words.ts';

/** As few axes as describe the same frame: what has no frame of its own is part of the axis before it. */
function mergeFramed(axes: readonly FramedAxis[]): FramedAxis[] {
  const merged: FramedAxis[] = [];
  for (const axis of axes) {
    const outer = merged.at(-1);
    if (outer === undefined || axis.size !== axis.outSize) {
      merged.push(axis);
      continue;
    }
    merged[merged.length - 1] = {
      before: outer.before * axis.size,
      size: outer.size * axis.size,
      outSize: outer.outSize * axis.size,
    };
  }
  return merged;
}

export const padKernel: KernelConfig = kernel<Record<'x', TensorInfo>, PadV2Attrs>(
  PadV2,
  ({ inputs: { x }, attrs: { paddings, constantValue }, backend }) => {
    if (!hasWords(x) || paddings.some(([before, after]) => before < 0 || after < 0)) return undefined;
    const axes = x.shape.map((size, axis) => {
      const [before, after] = paddings[axis]!;
      return { before, size, outSize: before + size + after };
    });
    const out = backend.makeOutputInfo(
      axes.map(({ outSize }) => outSize),
      x.dtype,
    );
    const count = util.sizeFromShape(out.shape);
    if (count === 0) return out;
    const merged = mergeFramed(axes);
    const columns = merged.pop() ?? { before: 0, size: 1, outSize: 1 };
    // A frame of -0 is one of 0 on the cpu backend, which does not fill it in.
    const constant = x.dtype === 'int32' ? constantValue | 0 : floatBits(constantValue === 0 ? 0 : constantValue);
    const addresses = { source: backend.address(x), out: backend.address(out) };
    backend.run('pad', 8 * count, { ...addresses, count, constant, columns, axes: merged });
    return out;
  },
);
