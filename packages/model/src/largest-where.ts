/**
 * The largest integer from 1 to `limit` for which something holds, by halving, or 0 where it holds for none.
 * @param holds true up to some integer and false beyond
 */
export function largestWhere(limit: number, holds: (integer: number) => boolean): number {
  // What is wanted fits as a rule: asked first, it is all that is asked.
  if (limit < 1 || holds(limit)) return Math.max(0, limit);
  let [good, bad] = [0, limit];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
