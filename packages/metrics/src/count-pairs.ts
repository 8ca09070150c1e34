/** How often each pair of numbers occurs: the pair at `k` is (`first[k]`, `second[k]`), in no promised order. */
export interface PairCounts {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly counts: Float64Array;
}

const initialSlots = 1024;

/** Counts the pairs (first[i], second[i]) in a hash table of open addresses, without an object for each pixel. */
export function countPairs(first: Int32Array, second: Int32Array): PairCounts {
  let slots = new Int32Array(initialSlots);
  let pairs = growPairs(undefined, initialSlots / 2);
  let size = 0;
  let start = 0;
  while (start < first.length) {
    const a = first[start]!;
    const b = second[start]!;
    // Neighbours mostly make the same pair: one look-up for each run of it.
    let end = start + 1;
    while (end < first.length && first[end] === a && second[end] === b) end++;
    const slot = findSlot(slots, pairs, a, b);
    if (slots[slot] !== 0) {
      pairs.counts[slots[slot]! - 1]! += end - start;
    } else {
      pairs.first[size] = a;
      pairs.second[size] = b;
      pairs.counts[size] = end - start;
      size++;
      slots[slot] = size;
      if (size === pairs.counts.length) {
        pairs = growPairs(pairs, size * 2);
        slots = rehash(pairs, size, slots.length * 2);
      }
    }
    start = end;
  }
  return {
    first: pairs.first.slice(0, size),
    second: pairs.second.slice(0, size),
    counts: pairs.counts.slice(0, size),
  };
}

/** The slot that holds the pair, or the empty one where it belongs. A slot holds the pair's index + 1, or 0. */
function findSlot(slots: Int32Array, pairs: PairCounts, a: number, b: number): number {
  const mask = slots.length - 1;
  // Multipliers of xxHash32 (Collet 2012), mixed down because the low bits choose the slot.
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  hash ^= hash >>> 15;
  let slot = hash & mask;
  while (slots[slot] !== 0) {
    const entry = slots[slot]! - 1;
    if (pairs.first[entry] === a && pairs.second[entry] === b) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

function growPairs(old: PairCounts | undefined, capacity: number): PairCounts {
  const pairs = {
    first: new Int32Array(capacity),
    second: new Int32Array(capacity),
    counts: new Float64Array(capacity),
  };
  if (old !== undefined) {
    pairs.first.set(old.first);
    pairs.second.set(old.second);
    pairs.counts.set(old.counts);
  }
  return pairs;
}

function rehash(pairs: PairCounts, size: number, length: number): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(length);
  for (let entry = 0; entry < size; entry++) {
    slots[findSlot(slots, pairs, pairs.first[entry]!, pairs.second[entry]!)] = entry + 1;
  }
  return slots;
}
