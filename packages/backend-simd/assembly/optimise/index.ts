/** Kernels of this folder. */
export { adam } from './adam';
export { sgdMomentum } from './sgd';
