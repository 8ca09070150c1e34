/**
 * Copies `bytes` bytes, a multiple of 4, between places that do not overlap. Not by `memory.copy`: every call leaves WebAssembly, and even a
 * long one is not faster.
 */
@inline
export function copyRun(out: usize, source: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + 64 <= bytes; i += 64) {
    const first = v128.load(source + i);
    const second = v128.load(source + i, 16);
    const third = v128.load(source + i, 32);
    const fourth = v128.load(source + i, 48);
    v128.store(out + i, first);
    v128.store(out + i, second, 16);
    v128.store(out + i, third, 32);
    v128.store(out + i, fourth, 48);
  }
  for (; i + 16 <= bytes; i += 16) v128.store(out + i, v128.load(source + i));
  for (; i < bytes; i += 4) store<u32>(out + i, load<u32>(source + i));
}

/** Fills `bytes` bytes, a multiple of 4, with four equal words. */
export function fillRun(out: usize, words: v128, bytes: usize): void {
  let i: usize = 0;
  for (; i + 64 <= bytes; i += 64) {
    v128.store(out + i, words);
    v128.store(out + i, words, 16);
    v128.store(out + i, words, 32);
    v128.store(out + i, words, 48);
  }
  for (; i + 16 <= bytes; i += 16) v128.store(out + i, words);
  for (; i < bytes; i += 4) store<i32>(out + i, i32x4.extract_lane(words, 0));
}
