const OFFSETS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];

/**
 * Four well-mixed 32-bit words from a text: FNV-1a (Fowler, Noll, Vo) from four offsets, each through the finaliser of
 * MurmurHash3 (Appleby 2011). All four are zero, the fixed point of xoroshiro128+, for one text in 2^128.
 */
export function seedWords(text: string): number[] {
  return OFFSETS.map((offset) => finalise(hash(text, offset)));
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
