import type { Point } from '../svg/shapes.ts';

/**
 * Keeps of a long line the lowest and the highest point of each of `buckets` equal parts, in their order: on a screen it looks the
 * same, spikes included.
 */
export function thinPoints(points: readonly Point[], buckets: number): readonly Point[] {
  if (points.length <= 2 * buckets) return points;
  const kept: Point[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const end = Math.floor(((bucket + 1) * points.length) / buckets);
    let low = -1;
    let high = -1;
    for (let index = Math.floor((bucket * points.length) / buckets); index < end; index++) {
      const value = points[index]![1];
      if (!Number.isFinite(value)) continue;
      if (low < 0 || value < points[low]![1]) low = index;
      if (high < 0 || value > points[high]![1]) high = index;
    }
    if (low < 0) kept.push([points[end - 1]![0], Number.NaN]);
    else if (low === high) kept.push(points[low]!);
    else kept.push(points[Math.min(low, high)]!, points[Math.max(low, high)]!);
  }
  return kept;
}
