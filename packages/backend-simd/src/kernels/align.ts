/** The smallest multiple of `unit` that is not below `count`. */
export function align(count: number, unit: number): number {
  return Math.ceil(count / unit) * unit;
}

/** Bytes of a cache line: what different threads write shall not share one. */
export const LINE = 64;
