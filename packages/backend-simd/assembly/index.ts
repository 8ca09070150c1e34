/** Every exported function is a kernel: (address of its arguments, number of this thread, number of threads). */
export * from './check/index';
export * from './convolution/index';
export * from './elementwise/index';
export * from './gemm/index';
export * from './layout/index';
export * from './loss/index';
export * from './optimise/index';
export * from './pool/index';
export * from './reduce/index';
