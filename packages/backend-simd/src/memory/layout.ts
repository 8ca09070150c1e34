/**
 * Where the first page of WebAssembly memory holds what. assembly/common/layout.ts says the same for the kernels.
 *
 * Counters that different threads write lie 64 bytes apart, so that no two share a cache line.
 */

/** Number of the current job; workers wait for it to change. */
export const JOB_NUMBER = 0;

/** 1 while the main thread sleeps until a worker is done. */
export const MAIN_SLEEPS = 64;

/** What the workers are to compute: index of the kernel, number of threads. */
export const JOB_KERNEL = 128;

/** Arguments of the job, 4 bytes each. */
export const JOB_ARGUMENTS = 256;
export const MAXIMUM_ARGUMENTS = 128;

/** For each thread three words: number of the last job that it finished, 1 while it sleeps, 1 if the job trapped. */
export const FINISHED = 1024;
export const MAXIMUM_THREADS = 32;

/** For each thread a counter that kernels advance while they work. */
export const HEARTBEATS = 4096;

/** For each thread the message of its last trap: character codes in words. */
export const TRAP_TEXT = 8192;
export const TRAP_TEXT_LENGTH = 128;

/** Kernels' tensors and scratch space begin here. */
export const HEAP_BEGIN = 65536;
