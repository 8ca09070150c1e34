/** Kernels of TensorFlow.js for gradients. */
export type GradientKernel = 'Conv2DBackpropFilter' | 'Conv2DBackpropInput' | 'MaxPoolGrad';

/** Kernels beyond those of TensorFlow.js that a backend may have for whole operations of these packages. */
export type OwnKernel = (typeof ownKernels)[number];

/**
 * All of them, with inputs and attributes:
 *
 * - ReluGrad `{ dy, y }`: dy where y > 0, else 0
 * - UpConvolution2D `{ x, filter, bias }`, attribute activation; UpConvolution2DBackpropInput `{ dy, filter }`;
 *   UpConvolution2DBackpropFilter `{ x, dy }`
 * - WeightedCrossEntropy `{ logits, label, weight }`; WeightedCrossEntropyGrad `{ dy, logits, label, weight }`
 * - SgdMomentumUpdate `{ variable, accumulation, gradient }`, attributes learningRate, momentum: the next variable and accumulation
 * - AdamUpdate `{ variable, mean, square, gradient }`, attributes learningRate, beta1, beta2, epsilon, step: the next variable, mean and square
 */
export const ownKernels = [
  'ReluGrad',
  'UpConvolution2D',
  'UpConvolution2DBackpropInput',
  'UpConvolution2DBackpropFilter',
  'WeightedCrossEntropy',
  'WeightedCrossEntropyGrad',
  'SgdMomentumUpdate',
  'AdamUpdate',
] as const;
