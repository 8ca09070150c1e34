/** Kernels of this folder. */
export { add } from './binary';
