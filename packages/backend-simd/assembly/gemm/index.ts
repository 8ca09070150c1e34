/** Kernels of this folder. */
export { findNotFinite } from '../common/finite';
export { multiplyTransposed } from './columns';
export { multiplyInside } from './inside';
export { packRight } from './pack-right';
export { multiplyPixels } from './rows';
