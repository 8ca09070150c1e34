/** Kernels of this folder. */
export { multiplyTransposed } from './columns';
export { packRight } from './pack-right';
export { multiplyPixels } from './rows';
