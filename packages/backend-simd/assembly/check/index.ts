/** Kernels of this folder. */
export { findNotFinite } from './finite';
