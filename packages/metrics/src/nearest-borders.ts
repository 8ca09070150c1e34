import type { LabelArray } from '@unet/tensor/arrays';

/**
 * The thinning `nearest` of {@link thinBorders}: every border pixel joins the nearest segment, the lowest label of several as near. At
 * least one pixel has a label, none is negative.
 *
 * It does not depend on a queue's order, and takes time linear in the pixels: the nearest label of each column, then the lower envelope
 * of parabolas along each row (Felzenszwalb and Huttenlocher 2012, doi:10.4086/toc.2012.v008a019).
 */
export function nearestBorders(segments: LabelArray): LabelArray {
  const { height, width } = segments;
  const data = segments.data.slice();
  const column = nearestInColumn(segments);
  // Squared distances are integers, so that distance * radix + label orders by distance, then by label: ties are exact.
  const radix = segments.data.reduce((highest, label) => Math.max(highest, label), 0) + 1;
  const keys = new Float64Array(width);
  const envelope = { sites: new Int32Array(width), starts: new Int32Array(width) };
  for (let row = 0; row < height; row++) {
    const offset = row * width;
    let start = 0;
    while (start < width) {
      if (data[offset + start] !== 0) {
        start++;
        continue;
      }
      let end = start + 1;
      while (end < width && data[offset + end] === 0) end++;
      // The segments at both ends of a run of border are nearer than anything beyond them: a run is a problem of its own.
      const first = Math.max(0, start - 1);
      const last = Math.min(width - 1, end);
      for (let site = first; site <= last; site++) {
        const label = column.labels[offset + site]!;
        keys[site] = label === 0 ? Number.POSITIVE_INFINITY : column.gaps[offset + site]! ** 2 * radix + label;
      }
      const size = lowerEnvelope(keys, first, last, radix, envelope);
      for (let piece = 0; piece < size; piece++) {
        const from = envelope.starts[piece]!;
        const to = piece + 1 < size ? envelope.starts[piece + 1]! : last + 1;
        const label = column.labels[offset + envelope.sites[piece]!]!;
        for (let index = from; index < to; index++) data[offset + index] = label;
      }
      start = end;
    }
  }
  return { height, width, data };
}

/** The nearest label within each pixel's column (0 for none) and its distance in rows; of two as near, the lower label. */
function nearestInColumn({ height, width, data }: LabelArray): { labels: Int32Array; gaps: Int32Array } {
  const labels = data.slice();
  const gaps = new Int32Array(data.length);
  for (let index = width; index < height * width; index++) {
    if (labels[index] === 0 && labels[index - width] !== 0) {
      labels[index] = labels[index - width]!;
      gaps[index] = gaps[index - width]! + 1;
    }
  }
  for (let index = (height - 1) * width - 1; index >= 0; index--) {
    const below = labels[index + width]!;
    if (below === 0) continue;
    const gap = gaps[index + width]! + 1;
    const here = labels[index]!;
    if (here === 0 || gap < gaps[index]! || (gap === gaps[index] && below < here)) {
      labels[index] = below;
      gaps[index] = gap;
    }
  }
  return { labels, gaps };
}

/**
 * The lower envelope over x = first ... last of the parabolas keys[site] + radix * (x - site)^2 of the same sites: piece `k` is
 * the parabola of `sites[k]` and begins at `starts[k]`. All numbers are integers below 2^53, so comparisons are exact.
 * @returns the number of pieces
 */
function lowerEnvelope(
  keys: Float64Array,
  first: number,
  last: number,
  radix: number,
  envelope: { sites: Int32Array; starts: Int32Array },
): number {
  const { sites, starts } = envelope;
  let size = 0;
  for (let site = first; site <= last; site++) {
    const key = keys[site]!;
    if (key === Number.POSITIVE_INFINITY) continue;
    let start = first;
    while (size > 0) {
      const rival = sites[size - 1]!;
      const difference = key - keys[rival]! + radix * (site * site - rival * rival);
      start = Math.max(first, Math.floor(difference / (2 * radix * (site - rival))) + 1);
      if (start > starts[size - 1]!) break;
      size--;
      start = first;
    }
    if (start <= last) {
      sites[size] = site;
      starts[size] = start;
      size++;
    }
  }
  return size;
}
