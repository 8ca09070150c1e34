/**
 * Four well-mixed 32-bit words from a text, never all zero (that is a fixed point of xoroshiro128+): FNV-1a
 * (Fowler, Noll, Vo) from four offsets, each through the finaliser of MurmurHash3 (Appleby 2011).
 */
export function seedWords(text: string): number[] {
  const words = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((offset) => finalise(hash(text, offset)));
  return words.some((word) => word !== 0) ? words : [0, 1, 0, 0];
}

function hash(text: string, offset: number): number {
  let value = offset;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}

function finalise(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) | 0;
}
