/**
 * Convolves two neighbouring rows of a plane with a symmetric kernel that runs down the columns, a whole row of sums at a time in
 * the order of memory:
 *
 *     target[i] = half[0] s[0][i] + sum over k >= 1 of half[k] (s[-k][i] + s[k][i]),   s[k] = row + k of the source
 *
 * Four pairs of taps go into one sweep, for both rows, since of the eight rows that each needs they share six: the loads, each with
 * its check of bounds, are what such loops spend their time on.
 * @param source rows of `width` values, with radius = half.length - 1 rows before `row` and radius + 1 after it
 * @param half the kernel from its centre outwards; its length is a multiple of four, and one
 * @param target the sums of `row`, from `targetStart`
 * @param nextTarget the sums of `row + 1`, from `targetStart`
 */
export function convolveAcross(
  source: Float64Array,
  row: number,
  width: number,
  half: Float64Array,
  target: Float64Array,
  nextTarget: Float64Array,
  targetStart: number,
): void {
  const radius = half.length - 1;
  const centre = half[0]!;
  const start = row * width;
  for (let i = 0; i < width; i++) {
    target[targetStart + i] = centre * source[start + i]!;
    nextTarget[targetStart + i] = centre * source[start + width + i]!;
  }
  for (let tap = 1; tap < radius; tap += 4) {
    const weight0 = half[tap]!;
    const weight1 = half[tap + 1]!;
    const weight2 = half[tap + 2]!;
    const weight3 = half[tap + 3]!;
    // Five rows above, from the farthest, and five below, from the nearest.
    const start0 = start - (tap + 3) * width;
    const start1 = start0 + width;
    const start2 = start1 + width;
    const start3 = start2 + width;
    const start4 = start3 + width;
    const start5 = start + tap * width;
    const start6 = start5 + width;
    const start7 = start6 + width;
    const start8 = start7 + width;
    const start9 = start8 + width;
    for (let i = 0; i < width; i++) {
      const above1 = source[start1 + i]!;
      const above2 = source[start2 + i]!;
      const above3 = source[start3 + i]!;
      const below1 = source[start6 + i]!;
      const below2 = source[start7 + i]!;
      const below3 = source[start8 + i]!;
      target[targetStart + i] =
        target[targetStart + i]! +
        weight0 * (above3 + source[start5 + i]!) +
        weight1 * (above2 + below1) +
        weight2 * (above1 + below2) +
        weight3 * (source[start0 + i]! + below3);
      nextTarget[targetStart + i] =
        nextTarget[targetStart + i]! +
        weight0 * (source[start4 + i]! + below1) +
        weight1 * (above3 + below2) +
        weight2 * (above2 + below3) +
        weight3 * (above1 + source[start9 + i]!);
    }
  }
}
