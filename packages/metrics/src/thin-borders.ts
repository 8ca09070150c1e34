import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, checkOptions, checkWord, place } from '@unet/tensor/internal';
import { floodBorders } from './flood-borders.ts';
import { nearestBorders } from './nearest-borders.ts';

/**
 * How the border between segments is thinned.
 * - `watershed`: the challenge's flooding, which leaves dams about one pixel wide. Where fronts meet depends on the order in which pixels
 *   are visited, so that a map and its transpose or mirror image differ a little.
 * - `nearest`: every border pixel joins the nearest segment, and nothing is left between them. The same for a map that is turned or
 *   mirrored, up to ties, and no pixel is lost: for scores that should not depend on the orientation, and to grow segments into a
 *   partition of the image.
 */
export type Thinning = 'watershed' | 'nearest';

/** Options of {@link thinBorders}. */
export interface ThinBordersOptions {
  /** Default `watershed`. */
  readonly thinning?: Thinning;
}

/**
 * Thins the border (label 0) between segments, which keep their pixels and grow until they meet, by {@link Thinning}.
 *
 * `watershed` is flooding by a queue (Vincent and Soille 1991, doi:10.1109/34.87344) on an image of two levels, across edges alone. Border
 * pixels beside a segment are queued column by column. A pixel that leaves the queue looks west, north, east and south: it takes the
 * label that it meets, becomes a dam (0) where it meets a second one, and queues what was not queued yet. A dam that it meets before
 * any label makes it a dam as well, unless a label follows. The numbers of the challenge's plugin come out exactly.
 *
 * `nearest` is by Euclidean distance between pixel centres, the lowest label of several as near.
 * @param segments labels `[height, width]`, at least 0, such as numbered components
 * @returns new labels, 0 on dams; 1 everywhere if there is no segment at all, since the challenge takes that for one segment
 * @throws RangeError for a negative label, with its row and column
 * @example
 * const segments = { height: 1, width: 6, data: Int32Array.of(1, 0, 0, 0, 0, 2) };
 * thinBorders(segments, { thinning: 'nearest' }).data; // 1, 1, 1, 2, 2, 2
 */
export function thinBorders(segments: LabelArray, options: ThinBordersOptions = {}): LabelArray {
  checkLabelArray('thinBorders', 'segments', segments);
  checkOptions('thinBorders', options, { thinning: true });
  const { thinning = 'watershed' } = options;
  checkWord('thinBorders', 'thinning', thinning, ['watershed', 'nearest']);
  const negative = segments.data.findIndex((label) => label < 0);
  if (negative >= 0) {
    throw new RangeError(
      `thinBorders: segments must hold labels of at least 0, got ${segments.data[negative]} at ${place(negative, segments.width)}`,
    );
  }
  return thinSegments(segments, thinning);
}

/** {@link thinBorders} of checked arguments. */
export function thinSegments(segments: LabelArray, thinning: Thinning): LabelArray {
  const { height, width, data } = segments;
  if (data.every((label) => label === 0)) return { height, width, data: new Int32Array(data.length).fill(1) };
  return thinning === 'nearest' ? nearestBorders(segments) : floodBorders(segments);
}
