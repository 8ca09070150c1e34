/** Uniform in [-1, 1): MurmurHash3's finaliser of the index, the same as noise() in fixtures/parity.py. */
export function parityNoise(stream: number, count: number): Float64Array {
  const offset = Math.imul(stream, 0x9e3779b9);
  return Float64Array.from({ length: count }, (_, index) => {
    let hash = (index + offset) | 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 31 - 1;
  });
}
