/**
 * Static shares of work. Which thread computes what depends on the sizes and the number of threads alone, so results are the same
 * bit for bit from run to run.
 */

/** First item of a thread's share of `count` items. The share ends where the next thread's begins. */
@inline
export function shareBegin(count: i32, thread: i32, threads: i32): i32 {
  return <i32>((<i64>count * <i64>thread) / <i64>threads);
}

/** As {@link shareBegin}, rounded down to a multiple of `unit`, so that shares meet on a cache line or a panel. */
@inline
export function shareBeginAligned(count: i32, unit: i32, thread: i32, threads: i32): i32 {
  if (thread == threads) return count;
  return shareBegin((count + unit - 1) / unit, thread, threads) * unit;
}
