/**
 * Convolves one line with a symmetric kernel; the neighbours of an element lie `step` apart, so that one routine serves rows
 * (step 1) and columns (step = row length, a whole row of sums at a time, in the order of memory):
 *
 *     target[i] = half[0] s[i] + sum over k >= 1 of half[k] (s[i - k step] + s[i + k step]),   s[i] = source[start + i]
 *
 * Four pairs of taps go into one sweep: each saves a load and a store of the sum, which is what such loops wait for.
 * The caller sees to it that all positions lie inside the source.
 * @param half the kernel from its centre outwards
 */
export function convolveLine(
  source: Float64Array,
  start: number,
  step: number,
  half: Float64Array,
  target: Float64Array | Float32Array,
  targetStart: number,
  length: number,
): void {
  const radius = half.length - 1;
  const centre = half[0]!;
  for (let i = 0; i < length; i++) target[targetStart + i] = centre * source[start + i]!;
  let tap = 1;
  for (; tap + 3 <= radius; tap += 4) addFourPairs(source, start, step, half, tap, target, targetStart, length);
  for (; tap <= radius; tap++) {
    const weight = half[tap]!;
    const before = start - tap * step;
    const after = start + tap * step;
    for (let i = 0; i < length; i++) {
      target[targetStart + i] = target[targetStart + i]! + weight * (source[before + i]! + source[after + i]!);
    }
  }
}

function addFourPairs(
  source: Float64Array,
  start: number,
  step: number,
  half: Float64Array,
  tap: number,
  target: Float64Array | Float32Array,
  targetStart: number,
  length: number,
): void {
  const weight0 = half[tap]!;
  const weight1 = half[tap + 1]!;
  const weight2 = half[tap + 2]!;
  const weight3 = half[tap + 3]!;
  const before0 = start - tap * step;
  const before1 = before0 - step;
  const before2 = before1 - step;
  const before3 = before2 - step;
  const after0 = start + tap * step;
  const after1 = after0 + step;
  const after2 = after1 + step;
  const after3 = after2 + step;
  for (let i = 0; i < length; i++) {
    target[targetStart + i] =
      target[targetStart + i]! +
      weight0 * (source[before0 + i]! + source[after0 + i]!) +
      weight1 * (source[before1 + i]! + source[after1 + i]!) +
      weight2 * (source[before2 + i]! + source[after2 + i]!) +
      weight3 * (source[before3 + i]! + source[after3 + i]!);
  }
}
