/** Kernels that move values without computing: all take values of 4 bytes, whatever they mean. */
export { concat, split } from './concat';
export { copyBytes } from './copy';
export { gather } from './gather';
export { pad } from './pad';
export { stridedCopy } from './strided-copy';
export { transpose } from './transpose';
