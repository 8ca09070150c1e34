import { getBackend } from '@tensorflow/tfjs-core';
import { checkOptions, checkWord } from '@unet/tensor/internal';
import { type GradientKernel, type OwnKernel, ownKernels } from './kernel-names.ts';

/**
 * What a backend computes by its own kernels and what is composed of others, and how. Everything that an operation of this package does
 * on one backend and not on another stands here.
 */
export interface BackendPolicy {
  /** Kernels of TensorFlow.js that it does not have, or that are wrong or slow there: what they compute is composed of its fast ones. */
  readonly composed: readonly GradientKernel[];
  /** Kernels for whole operations that it has beside those of TensorFlow.js; one that is registered is used whether it stands here or not. */
  readonly own: readonly OwnKernel[];
  /** Sums over all pixels: as one long sum, as a CPU is quick at, or in many short ones, as a GPU wants. */
  readonly sums: 'long' | 'short';
  /** A composed filter gradient: by products of matrices, or as one convolution whose kernel is the gradient. */
  readonly filterGradient: 'products' | 'convolution';
  /**
   * With short sums, channels of the input that several taps of a filter should have together before they get products of their own; with
   * 1 each tap has one.
   */
  readonly channelsPerProduct: number;
  /** With short sums, whether the right factor of a product is laid out by columns first. */
  readonly turnsFactor: boolean;
  /** A sum of a matrix over its pixels alone: by the kernel for sums, or as a product with ones. */
  readonly pixelSum: 'kernel' | 'product';
  /**
   * Most float32 values of the matrix into which it writes out the input of a convolution, once under each tap of the filter: a convolution
   * that would take more goes in bands of rows. Undefined where it writes out nothing.
   */
  readonly largestUnfolded: number | undefined;
}

/** Of a backend that is not listed: its own kernels where it has them, and what a CPU is quick at. */
const unknownBackend: BackendPolicy = {
  composed: [],
  own: [],
  sums: 'long',
  filterGradient: 'products',
  channelsPerProduct: 1,
  turnsFactor: false,
  pixelSum: 'kernel',
  largestUnfolded: undefined,
};

const policies: Record<string, BackendPolicy> = {
  cpu: {
    ...unknownBackend,
    // Many times slower than its convolution, which is a plain loop; and its matrix product is twenty times slower than that.
    composed: ['Conv2DBackpropFilter'],
    filterGradient: 'convolution',
  },
  wasm: {
    ...unknownBackend,
    // The first it does not have. The second runs at 1.4 GFLOPS, a tenth of its convolution. The third gives no gradient where all inputs of a
    // window are <= 0, and ties go to the last maximum.
    composed: ['Conv2DBackpropFilter', 'Conv2DBackpropInput', 'MaxPoolGrad'],
    // It would transpose to sum over the leading axis; as a product it shares the packed matrix of the filter gradient.
    pixelSum: 'product',
  },
  simd: {
    ...unknownBackend,
    own: ownKernels,
  },
  webgl: {
    ...unknownBackend,
    // One thread per weight loops over all pixels, the slowest kernel of a U-Net, and long enough to trip a GPU's watchdog. The second reads
    // one value of a texel of four where its convolution reads all.
    composed: ['Conv2DBackpropFilter', 'Conv2DBackpropInput'],
    sums: 'short',
    // Joining taps costs more than it saves. And no memory is shared by threads: each reads all pixels of its columns itself, which is fastest
    // along the rows of a texture.
    channelsPerProduct: 1,
    turnsFactor: true,
    // 64 MiB. For a large image it would be more than all else that a network holds; in bands it is not, and takes no longer.
    largestUnfolded: 1 << 24,
  },
  webgpu: {
    ...unknownBackend,
    // As on webgl.
    composed: ['Conv2DBackpropFilter'],
    sums: 'short',
    // It works in squares of 32 x 32 values, of which a tap with few channels would leave most empty.
    channelsPerProduct: 64,
    // A sum would give each channel one workgroup for all pixels, and transpose.
    pixelSum: 'product',
  },
};

/**
 * How operations compute on a backend. Of one that is not known: by its own kernels where it has them, and else by what every backend can.
 * @param name as `tf.getBackend()` gives it
 */
export function backendPolicy(name: string): BackendPolicy {
  return (Object.hasOwn(policies, name) ? policies[name] : undefined) ?? unknownBackend;
}

/**
 * Says how operations compute on a backend of your own, or on one that is known under another name.
 * @param policy what differs from that of a backend that is not known
 * @throws TypeError for an unknown field, RangeError for a word that its field does not have
 * @example
 * registerBackendPolicy('humangl', backendPolicy('webgl'));
 */
export function registerBackendPolicy(name: string, policy: Partial<BackendPolicy>): void {
  const where = 'registerBackendPolicy';
  checkOptions(where, policy, FIELDS, 'policy');
  const whole = { ...unknownBackend, ...policy };
  checkWord(where, 'sums', whole.sums, ['long', 'short']);
  checkWord(where, 'filterGradient', whole.filterGradient, ['products', 'convolution']);
  checkWord(where, 'pixelSum', whole.pixelSum, ['kernel', 'product']);
  policies[name] = whole;
}

const FIELDS: Readonly<Record<keyof BackendPolicy, true>> = {
  composed: true,
  own: true,
  sums: true,
  filterGradient: true,
  channelsPerProduct: true,
  turnsFactor: true,
  pixelSum: true,
  largestUnfolded: true,
};

/** The policy of the current backend. */
export function currentPolicy(): BackendPolicy {
  return backendPolicy(getBackend());
}
