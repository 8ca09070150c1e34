import { checkOptions } from '@unet/tensor/internal';
import { MAXIMUM_THREADS } from './memory/layout.ts';

const PAGE = 2 ** 16;
const LEAST_MEMORY = 2 ** 24;
const MOST_MEMORY = 2 ** 32;

/** How 3x3 convolutions are computed. */
export type ConvolutionMethod = 'winograd4' | 'winograd2' | 'direct';

/** How the backend is set up. */
export interface SimdOptions {
  /**
   * Threads, the calling one among them: 1 to 32. Default: as many as there are processors, at most 8. Without shared memory (pages that are
   * not isolated from other origins), and where workers may not be made (a content security policy without `blob:`), it is 1 whatever is asked
   * for. Results of different numbers differ by rounding.
   */
  readonly threads?: number;
  /**
   * Use relaxed SIMD: multiply-add in one instruction, which rounds once instead of twice where the processor has it. Default: where the engine has it.
   */
  readonly relaxed?: boolean;
  /**
   * 3x3 convolutions of stride 1: 'winograd4' (Winograd F(4x4, 3x3), the fastest, the default), 'winograd2' (F(2x2, 3x3), about half as
   * fast, rounds like a direct sum), or 'direct' (matrix products, slowest).
   */
  readonly convolution?: ConvolutionMethod;
  /**
   * Bytes that tensors and scratch space may take at most, 2^24 to 2^32; memory grows as it is needed. Beyond it an operation throws
   * an OutOfMemoryError and leaves everything as it was. Default: 2^32, all that WebAssembly can address.
   */
  readonly maximumMemory?: number;
}

const methods: readonly unknown[] = ['winograd4', 'winograd2', 'direct'] satisfies ConvolutionMethod[];

let options: SimdOptions = {};

/**
 * Says how the backend is to be set up. Takes effect when it next starts, that is before the first `tf.setBackend('simd')`, or before the next
 * one after `tf.removeBackend('simd')` and `registerSimd()`.
 * @throws TypeError for an unknown option, RangeError for an invalid value
 * @example
 * configureSimd({ threads: 4 });
 * await tf.setBackend('simd');
 */
export function configureSimd(wanted: SimdOptions): void {
  checkOptions('configureSimd', wanted, { threads: true, relaxed: true, convolution: true, maximumMemory: true });
  const { threads, relaxed, convolution, maximumMemory } = wanted;
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= MAXIMUM_THREADS)) {
    throw new RangeError(`configureSimd: threads must be a whole number from 1 to ${MAXIMUM_THREADS}, got ${threads}`);
  }
  if (relaxed !== undefined && typeof relaxed !== 'boolean') {
    throw new TypeError(`configureSimd: relaxed must be true or false, got ${relaxed}`);
  }
  if (convolution !== undefined && !methods.includes(convolution)) {
    throw new RangeError(`configureSimd: convolution must be one of ${methods.join(', ')}, got ${convolution}`);
  }
  if (
    maximumMemory !== undefined &&
    !(Number.isInteger(maximumMemory) && maximumMemory >= LEAST_MEMORY && maximumMemory <= MOST_MEMORY)
  ) {
    throw new RangeError(
      `configureSimd: maximumMemory must be a whole number of bytes from ${LEAST_MEMORY} to ${MOST_MEMORY}, got ${maximumMemory}`,
    );
  }
  options = { ...wanted };
}

/** Pages of WebAssembly memory that `maximumMemory` allows. */
export function maximumPages({ maximumMemory = MOST_MEMORY }: SimdOptions): number {
  return Math.floor(maximumMemory / PAGE);
}

/** What {@link configureSimd} last said. */
export function simdOptions(): SimdOptions {
  return options;
}
