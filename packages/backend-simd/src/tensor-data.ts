import type { Heap } from './memory/heap.ts';

/** Types whose values lie in WebAssembly memory: 4 bytes each, 'bool' 1. */
export type NumericType = 'float32' | 'int32' | 'bool';

type Values = Float32Array | Int32Array | Uint8Array;

/** What the backend knows about a tensor's values; looks like the `cpu` backend's own record to the kernels taken over from it. */
export class TensorData {
  /** In values, not bytes. */
  readonly size: number;
  readonly address: number;
  readonly dtype: NumericType;
  refCount: number;
  readonly #heap: Heap;
  #view: Values | undefined;
  #viewed: ArrayBufferLike | undefined;

  constructor(heap: Heap, address: number, size: number, dtype: NumericType, refCount: number) {
    this.#heap = heap;
    this.address = address;
    this.size = size;
    this.dtype = dtype;
    this.refCount = refCount;
  }

  /** View of the values in WebAssembly memory. Not to be kept: when the memory grows, another one takes its place. */
  get values(): Values {
    if (this.#viewed !== this.#heap.buffer || this.#view === undefined) {
      this.#viewed = this.#heap.buffer;
      this.#view = this.#makeView();
    }
    return this.#view;
  }

  /** The values in memory of their own, which is not shared between threads. */
  copy(): Values {
    // slice() of a typed array makes memory of its own even where the view's is shared.
    return this.values.slice();
  }

  #makeView(): Values {
    const { buffer } = this.#heap;
    if (this.dtype === 'float32') return new Float32Array(buffer, this.address, this.size);
    if (this.dtype === 'int32') return new Int32Array(buffer, this.address, this.size);
    return new Uint8Array(buffer, this.address, this.size);
  }
}
