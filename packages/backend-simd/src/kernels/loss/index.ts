import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import type { LossJob } from '../../generated/jobs.ts';
import { checkTypes } from '../check-types.ts';
import { kernel } from '../kernel.ts';
import { FLAG_BYTES } from '../shared-sizes.ts';

type Inputs = Record<'logits' | 'label' | 'weight', TensorInfo>;

const TYPES = { logits: 'float32', label: 'int32', weight: 'float32' } as const;

/** Operations that an exponential and a logarithm take. */
const WORK = 64;

/** `{ logits [..., classes], label int32 [...], weight [...] }`: the mean of weight * -log softmax(logits)[label], a scalar. */
const weightedCrossEntropy = kernel<Inputs>('WeightedCrossEntropy', ({ inputs, backend }) => {
  checkTypes('WeightedCrossEntropy', inputs, TYPES);
  const work = workOf(inputs);
  const job = lossJob(backend, inputs);
  const out = backend.makeOutputInfo([], 'float32');
  backend.withScratch(FLAG_BYTES * backend.threads, (sums) => {
    backend.run('crossEntropy', work, { ...job, sums });
    const parts = new Float64Array(backend.buffer, sums, (FLAG_BYTES / 8) * backend.threads);
    let sum = 0;
    for (let thread = 0; thread < backend.shares(work); thread++) sum += parts[(FLAG_BYTES / 8) * thread]!;
    new Float32Array(backend.buffer, backend.address(out), 1)[0] = sum / job.pixels;
  });
  return out;
});

/** `{ dy, logits, label, weight }`: the gradient of it with respect to the logits. */
const weightedCrossEntropyGrad = kernel<Inputs & Record<'dy', TensorInfo>>(
  'WeightedCrossEntropyGrad',
  ({ inputs, backend }) => {
    checkTypes('WeightedCrossEntropyGrad', inputs, { dy: 'float32', ...TYPES });
    const out = backend.makeOutputInfo(inputs.logits.shape, 'float32');
    backend.run('crossEntropyGradient', workOf(inputs), {
      ...lossJob(backend, inputs),
      out: backend.address(out),
      dy: backend.address(inputs.dy),
    });
    return out;
  },
);

export const lossKernels: readonly KernelConfig[] = [weightedCrossEntropy, weightedCrossEntropyGrad];

function workOf({ logits }: Inputs): number {
  return util.sizeFromShape(logits.shape) * WORK;
}

function lossJob(backend: SimdBackend, { logits, label, weight }: Inputs): LossJob {
  const classes = logits.shape.at(-1)!;
  return {
    logits: backend.address(logits),
    labels: backend.address(label),
    weights: backend.address(weight),
    pixels: util.sizeFromShape(logits.shape) / classes,
    classes,
  };
}
