/** Kernels of this folder. */
export { multiplyTransposed } from './columns';
export { multiplyInside } from './inside';
export { packRight } from './pack-right';
export { multiplyPixels } from './rows';
