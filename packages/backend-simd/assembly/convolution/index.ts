/** Kernels of this folder. */
