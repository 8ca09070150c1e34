/** Where the first page of memory holds what; src/memory/layout.ts says the same for JavaScript. */

/** A counter for each thread, 64 bytes apart so that no two share a cache line. */
export const HEARTBEATS: usize = 4096;
