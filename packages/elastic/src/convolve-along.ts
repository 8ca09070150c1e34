/**
 * Convolves one line with a symmetric kernel:
 *
 *     target[i] = half[0] s[i] + sum over k >= 1 of half[k] (s[i - k] + s[i + k]),   s[i] = source[radius + i]
 *
 * Four pairs of taps go into one sweep, and of the eight values that they need six are carried over from the element before:
 * the loads, each with its check of bounds, are what such loops spend their time on.
 * @param source `target.length + 2 * radius` values, radius = half.length - 1
 * @param half the kernel from its centre outwards; its length is a multiple of four, and one
 */
export function convolveAlong(source: Float64Array, half: Float64Array, target: Float64Array): void {
  const radius = half.length - 1;
  const { length } = target;
  const centre = half[0]!;
  for (let i = 0; i < length; i++) target[i] = centre * source[radius + i]!;
  for (let tap = 1; tap < radius; tap += 4) {
    const weight0 = half[tap]!;
    const weight1 = half[tap + 1]!;
    const weight2 = half[tap + 2]!;
    const weight3 = half[tap + 3]!;
    // The window before the element ends at its nearest value, the window after it begins there.
    const before = radius - tap;
    const after = radius + tap + 3;
    let before3 = source[before - 3]!;
    let before2 = source[before - 2]!;
    let before1 = source[before - 1]!;
    let after0 = source[after - 3]!;
    let after1 = source[after - 2]!;
    let after2 = source[after - 1]!;
    for (let i = 0; i < length; i++) {
      const before0 = source[before + i]!;
      const after3 = source[after + i]!;
      target[i] =
        target[i]! +
        weight0 * (before0 + after0) +
        weight1 * (before1 + after1) +
        weight2 * (before2 + after2) +
        weight3 * (before3 + after3);
      before3 = before2;
      before2 = before1;
      before1 = before0;
      after0 = after1;
      after1 = after2;
      after2 = after3;
    }
  }
}
