/** Sizes and addresses are multiples of this: a cache line, so that no two tensors share one. */
const LINE = 64;

/** What an allocator of kernel memory holds, in bytes. */
export interface AllocatorStatistics {
  /** Handed out. */
  readonly held: number;
  /** The most that was handed out at any time. */
  readonly peak: number;
  /** Managed: handed out and free. */
  readonly total: number;
  /** Largest piece that could be handed out without growing. */
  readonly largestFree: number;
  /** Pieces handed out. */
  readonly blocks: number;
  /** Pieces that are free; 1 means no fragmentation. */
  readonly freeBlocks: number;
}

interface Block {
  readonly address: number;
  readonly size: number;
}

/**
 * Hands out pieces of an address range: best fit, lowest address first among equals, neighbours joined when they are given back
 * (Knuth, The Art of Computer Programming 1, 2.5). It knows addresses alone, not what lies there.
 *
 * @example
 * const allocator = new Allocator(65536, 1 << 20, (bytes) => memory.grow(Math.ceil(bytes / 65536)) >= 0);
 */
export class Allocator {
  readonly #begin: number;
  #end: number;
  readonly #grow: (end: number) => number;
  readonly #sizes = new Map<number, number>();
  /** Sorted by size, then address. */
  readonly #free: Block[] = [];
  readonly #freeByBegin = new Map<number, Block>();
  readonly #freeByEnd = new Map<number, Block>();
  #held = 0;
  #peak = 0;

  /**
   * @param begin first address, a multiple of 64
   * @param end first address beyond
   * @param grow makes the range reach at least `end`; returns the new end, or the old one if it cannot
   */
  constructor(begin: number, end: number, grow: (end: number) => number) {
    this.#begin = begin;
    this.#end = end;
    this.#grow = grow;
    if (end > begin) this.#addFree({ address: begin, size: end - begin });
  }

  /**
   * @returns the address of `bytes` bytes, a multiple of 64; undefined if there is no room
   * @throws RangeError for what is no size: one NaN would make all sums of sizes NaN
   */
  allocate(bytes: number): number | undefined {
    if (!(bytes >= 0)) throw new RangeError(`Allocator.allocate: bytes must be >= 0, got ${bytes}`);
    const size = Math.max(LINE, Math.ceil(bytes / LINE) * LINE);
    let index = this.#firstOfAtLeast(size);
    if (index === this.#free.length) {
      if (!this.#extend(size)) return undefined;
      index = this.#firstOfAtLeast(size);
    }
    const block = this.#free[index]!;
    this.#removeFree(block, index);
    if (block.size > size) this.#addFree({ address: block.address + size, size: block.size - size });
    this.#sizes.set(block.address, size);
    this.#held += size;
    this.#peak = Math.max(this.#peak, this.#held);
    return block.address;
  }

  /** Takes back what {@link allocate} gave. */
  release(address: number): void {
    const size = this.#sizes.get(address);
    if (size === undefined) throw new RangeError(`Allocator.release: nothing was allocated at ${address}`);
    this.#sizes.delete(address);
    this.#held -= size;
    let [begin, end] = [address, address + size];
    const before = this.#freeByEnd.get(begin);
    if (before !== undefined) {
      this.#removeFree(before);
      begin = before.address;
    }
    const after = this.#freeByBegin.get(end);
    if (after !== undefined) {
      this.#removeFree(after);
      end = after.address + after.size;
    }
    this.#addFree({ address: begin, size: end - begin });
  }

  statistics(): AllocatorStatistics {
    return {
      held: this.#held,
      peak: this.#peak,
      total: this.#end - this.#begin,
      largestFree: this.#free.at(-1)?.size ?? 0,
      blocks: this.#sizes.size,
      freeBlocks: this.#free.length,
    };
  }

  /** Asks for more room behind the end; what is free there already counts. */
  #extend(size: number): boolean {
    const tail = this.#freeByEnd.get(this.#end);
    const wanted = this.#end + size - (tail?.size ?? 0);
    const end = this.#grow(wanted);
    if (end < wanted) return false;
    const begin = tail?.address ?? this.#end;
    if (tail !== undefined) this.#removeFree(tail);
    this.#end = end;
    this.#addFree({ address: begin, size: end - begin });
    return true;
  }

  #addFree(block: Block): void {
    this.#free.splice(this.#placeOf(block), 0, block);
    this.#freeByBegin.set(block.address, block);
    this.#freeByEnd.set(block.address + block.size, block);
  }

  #removeFree(block: Block, index: number = this.#placeOf(block)): void {
    this.#free.splice(index, 1);
    this.#freeByBegin.delete(block.address);
    this.#freeByEnd.delete(block.address + block.size);
  }

  #firstOfAtLeast(size: number): number {
    return this.#placeOf({ address: 0, size });
  }

  /** First place whose block is not smaller, or as large and not lower. */
  #placeOf({ address, size }: Block): number {
    let [low, high] = [0, this.#free.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#free[middle]!;
      if (other.size < size || (other.size === size && other.address < address)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
