/** A queue of whole numbers from 0 that gives the lowest first (binary heap); a number that is in it is not added again. */
export interface RankHeap {
  /** Adds a number below the capacity, unless it is there. */
  add(rank: number): void;
  /** Takes out the lowest number; -1 when empty. */
  takeLowest(): number;
}

/** Makes an empty queue for the numbers 0 to capacity - 1. */
export function createRankHeap(capacity: number): RankHeap {
  const heap = new Int32Array(capacity);
  const queued = new Uint8Array(capacity);
  let size = 0;
  return {
    add(rank) {
      if (queued[rank] === 1) return;
      queued[rank] = 1;
      let place = size++;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (heap[parent]! < rank) break;
        heap[place] = heap[parent]!;
        place = parent;
      }
      heap[place] = rank;
    },
    takeLowest() {
      if (size === 0) return -1;
      const lowest = heap[0]!;
      queued[lowest] = 0;
      const moved = heap[--size]!;
      let place = 0;
      for (let child = 1; child < size; child = 2 * place + 1) {
        if (child + 1 < size && heap[child + 1]! < heap[child]!) child++;
        if (heap[child]! > moved) break;
        heap[place] = heap[child]!;
        place = child;
      }
      heap[place] = moved;
      return lowest;
    },
  };
}
