import { Allocator, type AllocatorStatistics } from './allocator.ts';
import { HEAP_BEGIN } from './layout.ts';

const PAGE = 65536;
/**
 * All that 32-bit addresses reach, 4 GiB, but for the last page: a kernel's address behind the last value, or behind the vectors that it takes at
 * a time, must not begin again at 0.
 */
const MAXIMUM_PAGES = 65535;
/** 256 MiB: with less a machine cannot train. */
const LEAST_PAGES = 4096;
/** Grown by at least this much at a time. */
const STEP_PAGES = 256;

/** Asked for more than is left of the 4 GiB that WebAssembly can address, or of what the machine gives. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';

  /** Bytes that were asked for. */
  readonly asked: number;
  /** Bytes that tensors and scratch space held. */
  readonly held: number;
  /** Bytes of the largest free piece. */
  readonly largestFree: number;
  /** Bytes that the memory can have at most. */
  readonly limit: number;

  constructor(asked: number, held: number, largestFree: number, limit: number) {
    super(
      `backend simd: out of memory: asked for ${mebibytes(asked)}, ${mebibytes(held)} are held, the largest free piece has ${mebibytes(largestFree)}, the limit is ${mebibytes(limit)}`,
    );
    this.asked = asked;
    this.held = held;
    this.largestFree = largestFree;
    this.limit = limit;
  }
}

/** The WebAssembly memory that tensors and kernels share, and the allocator over it. */
export class Heap {
  readonly memory: WebAssembly.Memory;
  readonly #allocator: Allocator;
  readonly #maximumPages: number;
  #buffer: ArrayBufferLike;

  /**
   * @param shared whether threads share the memory; needs SharedArrayBuffer
   * @param maximumPages 65536 bytes each, at most and by default 65535
   * @throws RangeError if not even 256 MiB of addresses can be had
   */
  constructor(shared: boolean, maximumPages: number = MAXIMUM_PAGES) {
    const [memory, maximum] = reserve(shared, Math.min(maximumPages, MAXIMUM_PAGES));
    this.memory = memory;
    this.#maximumPages = maximum;
    this.#buffer = memory.buffer;
    this.#allocator = new Allocator(HEAP_BEGIN, memory.buffer.byteLength, (end) => this.#growTo(end));
  }

  /** The memory's present buffer. Growing replaces it. */
  get buffer(): ArrayBufferLike {
    return this.#buffer;
  }

  /** Bytes to which the memory may grow. */
  get limit(): number {
    return this.#maximumPages * PAGE;
  }

  /**
   * @returns the address of `bytes` bytes with any content
   * @throws OutOfMemoryError; nothing has changed then
   */
  allocate(bytes: number): number {
    const address = this.#allocator.allocate(bytes);
    if (address === undefined) {
      const { held, largestFree } = this.#allocator.statistics();
      throw new OutOfMemoryError(bytes, held, largestFree, this.limit);
    }
    return address;
  }

  release(address: number): void {
    this.#allocator.release(address);
  }

  statistics(): AllocatorStatistics {
    return this.#allocator.statistics();
  }

  #growTo(end: number): number {
    const pages = this.#buffer.byteLength / PAGE;
    const needed = Math.ceil(end / PAGE) - pages;
    const comfortable = Math.min(Math.max(needed, STEP_PAGES), this.#maximumPages - pages);
    if (comfortable < needed || !(this.#grow(comfortable) || this.#grow(needed))) return this.#buffer.byteLength;
    this.#buffer = this.memory.buffer;
    return this.#buffer.byteLength;
  }

  /** @returns false if the machine does not give so much */
  #grow(pages: number): boolean {
    try {
      this.memory.grow(pages);
      return true;
    } catch {
      return false;
    }
  }
}

/** Some systems do not give 4 GiB of addresses at once: take what can be had. */
function reserve(shared: boolean, maximumPages: number): [WebAssembly.Memory, number] {
  for (let maximum = maximumPages; ; maximum >>= 1) {
    try {
      return [new WebAssembly.Memory({ initial: Math.min(STEP_PAGES, maximum), maximum, shared }), maximum];
    } catch (error) {
      if (maximum <= LEAST_PAGES) throw error;
    }
  }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
