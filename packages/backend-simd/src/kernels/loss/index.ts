import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { checkTypes } from '../check-types.ts';
import { kernel } from '../kernel.ts';

type Inputs = Record<'logits' | 'label' | 'weight', TensorInfo>;

const TYPES = { logits: 'float32', label: 'int32', weight: 'float32' } as const;

/** Operations that an exponential and a logarithm take. */
const WORK = 64;

/** `{ logits [..., classes], label int32 [...], weight [...] }`: the mean of weight * -log softmax(logits)[label], a scalar. */
const weightedCrossEntropy = kernel<Inputs>('WeightedCrossEntropy', ({ inputs, backend }) => {
  checkTypes('WeightedCrossEntropy', inputs, TYPES);
  const { pixels, classes, work } = sizes(inputs);
  const out = backend.makeOutputInfo([], 'float32');
  backend.withScratch(64 * backend.threads, (sums) => {
    backend.run('crossEntropy', work, [...addresses(backend, inputs), pixels, classes, sums]);
    const parts = new Float64Array(backend.buffer, sums, 8 * backend.threads);
    let sum = 0;
    for (let thread = 0; thread < backend.shares(work); thread++) sum += parts[8 * thread]!;
    new Float32Array(backend.buffer, backend.address(out), 1)[0] = sum / pixels;
  });
  return out;
});

/** `{ dy, logits, label, weight }`: the gradient of it with respect to the logits. */
const weightedCrossEntropyGrad = kernel<Inputs & Record<'dy', TensorInfo>>(
  'WeightedCrossEntropyGrad',
  ({ inputs, backend }) => {
    checkTypes('WeightedCrossEntropyGrad', inputs, { dy: 'float32', ...TYPES });
    const { pixels, classes, work } = sizes(inputs);
    const out = backend.makeOutputInfo(inputs.logits.shape, 'float32');
    backend.run('crossEntropyGradient', work, [
      ...addresses(backend, inputs),
      pixels,
      classes,
      backend.address(out),
      backend.address(inputs.dy),
    ]);
    return out;
  },
);

export const lossKernels: readonly KernelConfig[] = [weightedCrossEntropy, weightedCrossEntropyGrad];

function sizes({ logits }: Inputs): { pixels: number; classes: number; work: number } {
  const classes = logits.shape.at(-1)!;
  const size = util.sizeFromShape(logits.shape);
  return { pixels: size / classes, classes, work: size * WORK };
}

function addresses(backend: SimdBackend, { logits, label, weight }: Inputs): number[] {
  return [backend.address(logits), backend.address(label), backend.address(weight)];
}
