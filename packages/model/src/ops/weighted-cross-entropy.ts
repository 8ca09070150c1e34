import {
  cast,
  div,
  exp,
  expandDims,
  log,
  max,
  mean,
  mul,
  neg,
  oneHot,
  type Scalar,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './backend-kernel.ts';
import { differentiable } from './custom-gradient.ts';

/**
 * Pixel-wise softmax and weighted cross entropy (Ronneberger et al. 2015, section 3, equation 1), the mean over all pixels of
 * `weight * -log softmax(logits)[label]`, with its own gradient. Computed by log-softmax, so that no logit, however large,
 * makes it infinite. The paper sums over the pixels; with the mean the learning rate does not depend on the tile.
 * Differentiable with respect to the logits alone.
 * @param logits `[batch, height, width, classes]`
 * @param label class indices, int32 `[batch, height, width]`, in [0, classes). This is not checked, since it would wait for a GPU: another
 * value counts as no class at all. Give a pixel that should not count weight 0
 * @param weight `[batch, height, width]`
 * @returns a scalar, owned by the caller
 * @throws RangeError if label or weight have another size than the logits, TypeError for values of another type
 * @example
 * const loss = weightedCrossEntropy(forward(config, parameters, image), label, weight);
 */
export function weightedCrossEntropy(logits: Tensor4D, label: Tensor3D, weight: Tensor3D): Scalar {
  const [batch, height, width, classes] = logits.shape;
  checkTensor('logits', logits, logits.shape, 'float32');
  checkTensor('label', label, [batch, height, width], 'int32');
  checkTensor('weight', weight, [batch, height, width], 'float32');
  if (hasKernel('WeightedCrossEntropy')) return byKernel(logits, label, weight);
  return differentiable<Scalar>(
    [logits],
    () => {
      const shifted = sub(logits, max(logits, 3, true));
      const logProbability = sub(sum(mul(shifted, oneHotOf(label, classes)), 3), log(sum(exp(shifted), 3)));
      return { value: mean(mul(weight, neg(logProbability))) as Scalar, saved: [logits, label, weight] };
    },
    (dy, [savedLogits, savedLabel, savedWeight]) => {
      const difference = sub(softmax(savedLogits as Tensor4D), oneHotOf(savedLabel as Tensor3D, classes));
      const factor = mul(dy, div(savedWeight as Tensor3D, batch * height * width));
      return [mul(difference, expandDims(factor, 3))];
    },
  );
}

/** By kernels that a backend has for it. */
function byKernel(logits: Tensor4D, label: Tensor3D, weight: Tensor3D): Scalar {
  return differentiable<Scalar>(
    [logits],
    () => ({
      value: runKernel('WeightedCrossEntropy', { logits, label, weight }),
      saved: [logits, label, weight],
    }),
    (dy, [savedLogits, savedLabel, savedWeight]) => [
      runKernel('WeightedCrossEntropyGrad', {
        dy,
        logits: savedLogits!,
        label: savedLabel!,
        weight: savedWeight!,
      }),
    ],
  );
}

function oneHotOf(label: Tensor3D, classes: number): Tensor {
  return cast(oneHot(label, classes), 'float32');
}

function checkTensor(name: string, tensor: Tensor, shape: number[], dtype: 'float32' | 'int32'): void {
  if (tensor.dtype !== dtype)
    throw new TypeError(`weightedCrossEntropy: ${name} must be ${dtype}, got ${tensor.dtype}`);
  if (String(tensor.shape) !== String(shape)) {
    throw new RangeError(`weightedCrossEntropy: ${name} must have shape [${shape}], got [${tensor.shape}]`);
  }
}
