/**
 * Where the first page of WebAssembly memory holds what. Kernels are told where their arguments lie, and know nothing of the rest.
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

/** For each thread {@link WORDS_OF_THREAD} words, of which the next constants say the places. */
export const THREADS = 1024;
export const MAXIMUM_THREADS = 32;
export const WORDS_OF_THREAD = 16;
/** Number of the last job whose share is done. */
export const FINISHED = 0;
/** 1 while the thread sleeps. */
export const ASLEEP = 1;
/** 1 if its share of the last job trapped. */
export const TRAPPED = 2;
/** Number of the last job whose share somebody has taken up: the thread itself, or the main one in its place. */
export const TAKEN = 3;
/** Number of the last worker of this thread that is known to have ended. */
export const GONE = 4;

/** For each thread the message of its last trap: character codes in words. */
export const TRAP_TEXT = 8192;
export const TRAP_TEXT_LENGTH = 128;

/** Kernels' tensors and scratch space begin here. */
export const HEAP_BEGIN = 65536;
