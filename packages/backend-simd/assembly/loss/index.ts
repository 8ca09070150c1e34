/** Kernels of this folder. */
export { crossEntropy, crossEntropyGradient } from './weighted-cross-entropy';
