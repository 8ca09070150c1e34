import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { backend_util, DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import { type Jobs, layouts } from './generated/jobs.ts';
import { wordsOf } from './kernels/job.ts';
import type { AllocatorStatistics } from './memory/allocator.ts';
import { Heap } from './memory/heap.ts';
import { JOB_ARGUMENTS } from './memory/layout.ts';
import { hasRelaxedSimd, loadModule } from './module/load-module.ts';
import { type ConvolutionMethod, maximumPages, type SimdOptions } from './options.ts';
import { canShareMemory, processors } from './platform.ts';
import { type NumericType, TensorData } from './tensor-data.ts';
import { Pool } from './threads/pool.ts';

/** Without a wish: more threads than this gain little and heat a laptop. */
const DEFAULT_THREADS = 8;

/** Work, in bytes touched or operations, below which waking other threads costs more than they save. */
const SHARED_WORK = 1 << 16;

type DataId = object;

/** What a kernel has done to the backend's tensors, to be undone if it fails. */
interface Effects {
  readonly made: DataId[];
  /** References of tensors as they were before the kernel added the first one. */
  readonly counts: Map<DataId, number>;
}

type CpuTensorData = ReturnType<MathBackendCPU['data']['get']>;

/** What `tf.memory()` says about this backend, beside what it says about every one. */
export interface SimdMemoryInfo {
  readonly unreliable: false;
  /** Bytes of WebAssembly memory by use. */
  readonly simd: AllocatorStatistics;
}

/**
 * TensorFlow.js backend whose hot kernels are WebAssembly SIMD on threads. The values of its tensors lie in WebAssembly memory from the
 * beginning to the end; kernels of the `cpu` backend, which computes everything else, see them as typed arrays that view this memory.
 */
export class SimdBackend extends MathBackendCPU {
  /** Threads, the calling one among them. */
  readonly threads: number;
  /** Whether the kernels use relaxed SIMD. */
  readonly relaxed: boolean;
  readonly convolution: ConvolutionMethod;
  readonly #heap: Heap;
  readonly #pool: Pool;
  /** Of the running kernel, so far; undefined while none runs. */
  #effects: Effects | undefined;

  private constructor(heap: Heap, pool: Pool, relaxed: boolean, convolution: ConvolutionMethod) {
    super();
    this.#heap = heap;
    this.#pool = pool;
    this.threads = pool.threads;
    this.relaxed = relaxed;
    this.convolution = convolution;
  }

  /** Bytes that tensors and scratch space may take at most: what was asked for, or less where the machine does not give so much. */
  get maximumMemory(): number {
    return this.#heap.limit;
  }

  /** Makes memory, compiles the kernels and starts the threads. */
  static async start(options: SimdOptions = {}): Promise<SimdBackend> {
    const wanted = options.threads ?? Math.min(processors(), DEFAULT_THREADS);
    const threads = canShareMemory() ? wanted : 1;
    const relaxed = (options.relaxed ?? true) && hasRelaxedSimd();
    const heap = new Heap(threads > 1, maximumPages(options));
    const module = await loadModule(relaxed, threads > 1);
    const pool = await startPool(module, heap.memory, threads);
    return new SimdBackend(heap, pool, relaxed, options.convolution ?? 'winograd4');
  }

  // --- For kernels ---------------------------------------------------------------------------------------------------------------------

  /** A new tensor with any content, which the kernel has to fill. */
  makeOutputInfo(shape: number[], dtype: NumericType): TensorInfo {
    const dataId = {};
    this.#store(dataId, dtype, util.sizeFromShape(shape), 1);
    this.#effects?.made.push(dataId);
    return { dataId, shape, dtype };
  }

  /** Address of a tensor's first value. Its values lie there row by row. */
  address({ dataId }: TensorInfo): number {
    return (this.data.get(dataId) as unknown as TensorData).address;
  }

  /**
   * Runs a kernel.
   * @param work bytes touched or operations, whichever is more: little work stays on the calling thread
   * @param job what the kernel's class in assembly/ says
   */
  run<Name extends keyof Jobs>(kernel: Name, work: number, job: Jobs[Name]): void {
    const args = wordsOf(layouts[kernel], job, JOB_ARGUMENTS);
    if (this.shares(work) === 1) this.#pool.runAlone(kernel, args);
    else this.#pool.run(kernel, args);
  }

  /** Threads that {@link run} uses for so much work. */
  shares(work: number): number {
    return work < SHARED_WORK ? 1 : this.threads;
  }

  /** Memory for intermediate values while `work` runs, any content. */
  withScratch<Result>(bytes: number, work: (address: number) => Result): Result {
    const address = this.#heap.allocate(bytes);
    try {
      return work(address);
    } finally {
      this.#heap.release(address);
    }
  }

  /** All of memory, for small tables that kernels read and flags that they leave. Not to be kept: growing replaces it. */
  get buffer(): ArrayBufferLike {
    return this.#heap.buffer;
  }

  /** Runs a kernel. If it throws, what it had made and the references that it had added are gone, so that an error costs no memory. */
  undoing<Result>(kernel: () => Result): Result {
    const before = this.#effects;
    const effects: Effects = { made: [], counts: new Map() };
    this.#effects = effects;
    try {
      return kernel();
    } catch (error) {
      this.#undo(effects);
      throw error;
    } finally {
      // A kernel that runs another one answers for what that did.
      if (before !== undefined) join(before, effects);
      this.#effects = before;
    }
  }

  /**
   * Runs a kernel of the `cpu` backend. It may keep a view of an input while it makes a tensor, and where memory is not shared, memory that
   * grows takes such views away. So it runs again when that has happened, which is when the program is new and memory still small.
   */
  onCpu<Result>(kernel: () => Result): Result {
    return this.undoing(() => {
      for (;;) {
        const { buffer } = this.#heap;
        const isStill = () => this.#heap.buffer === buffer || !(buffer instanceof ArrayBuffer);
        try {
          const result = kernel();
          if (isStill()) return result;
        } catch (error) {
          if (isStill()) throw error;
        }
        this.#undo(this.#effects!);
      }
    });
  }

  // --- What TensorFlow.js asks of a backend --------------------------------------------------------------------------------------------

  override write(values: backend_util.BackendValues, shape: number[], dtype: DataType): DataId {
    const dataId = {};
    // Before the values are copied, which fails where they are a view that growing memory has taken away.
    this.#effects?.made.push(dataId);
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  /** Kernels of `cpu` add references to their inputs, by reshaping them, which they take back when they end. */
  override incRef(dataId: DataId): void {
    const counts = this.#effects?.counts;
    if (counts?.has(dataId) === false) counts.set(dataId, this.refCount(dataId));
    super.incRef(dataId);
  }

  override move(
    dataId: DataId,
    values: backend_util.BackendValues,
    shape: number[],
    dtype: DataType,
    refCount: number,
  ): void {
    if (dtype === 'string' || dtype === 'complex64') {
      this.data.set(dataId, { values, dtype, refCount });
      return;
    }
    const data = this.#store(dataId, dtype, values?.length ?? util.sizeFromShape(shape), refCount);
    if (values != null) data.values.set(values as Float32Array);
  }

  /** A copy: a view would change under the reader when the tensor is disposed of and its memory used again. */
  override readSync(dataId: DataId): backend_util.BackendValues {
    const data: unknown = this.data.get(dataId);
    return data instanceof TensorData ? data.copy() : super.readSync(dataId);
  }

  override async read(dataId: DataId): Promise<backend_util.BackendValues> {
    return this.readSync(dataId);
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const data: unknown = this.data.has(dataId) ? this.data.get(dataId) : undefined;
    const gone = super.disposeData(dataId, force);
    if (gone && data instanceof TensorData && data.size > 0) this.#heap.release(data.address);
    return gone;
  }

  override memory(): SimdMemoryInfo & { reasons: string[] } {
    return { unreliable: false, reasons: [], simd: this.#heap.statistics() };
  }

  /** Ends the threads. Memory goes with the backend. */
  override dispose(): void {
    this.#pool.stop();
  }

  #undo({ made, counts }: Effects): void {
    for (const dataId of made) if (this.data.has(dataId)) this.disposeData(dataId, true);
    for (const [dataId, count] of counts) if (this.data.has(dataId)) this.data.get(dataId).refCount = count;
    made.length = 0;
    counts.clear();
  }

  #store(dataId: DataId, dtype: NumericType, size: number, refCount: number): TensorData {
    const bytes = size * (dtype === 'bool' ? 1 : 4);
    const data = new TensorData(this.#heap, size === 0 ? 0 : this.#heap.allocate(bytes), size, dtype, refCount);
    // The cpu backend's record has a place for complex numbers as well, which never lie here.
    this.data.set(dataId, data as unknown as CpuTensorData);
    return data;
  }
}

/** Adds what a kernel did to what the one that ran it had done before. */
function join(before: Effects, { made, counts }: Effects): void {
  before.made.push(...made);
  for (const [dataId, count] of counts) if (!before.counts.has(dataId)) before.counts.set(dataId, count);
}

/** Where workers cannot be made the calling thread computes alone. */
async function startPool(module: WebAssembly.Module, memory: WebAssembly.Memory, threads: number): Promise<Pool> {
  try {
    return await Pool.start(module, memory, threads);
  } catch (error) {
    if (threads === 1) throw error;
    return Pool.start(module, memory, 1);
  }
}
