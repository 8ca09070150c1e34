import { backend, env, getBackend } from '@tensorflow/tfjs-core';
import { isEmulator } from './emulated.ts';
import { rendererName, webglContext } from './webgl-context.ts';
import { webgpuAdapterInfo, webgpuDevice } from './webgpu-device.ts';

/** What the current backend can hold at most. Plain JSON, except that what is unknown or unlimited is undefined. */
export interface DeviceLimits {
  /** Name of the backend in TensorFlow.js. */
  readonly backendName: string;
  /** The GPU, as far as the browser tells: `ANGLE (NVIDIA, …)`, `nvidia ampere`. Undefined for backends on the CPU. */
  readonly device: string | undefined;
  /** Whether that GPU is a program on the CPU (SwiftShader, llvmpipe): right, and slower than the backends `simd` and `wasm`. */
  readonly emulated: boolean;
  /** Whether tensors have 32 bits a value. With 16 alone, training fails: small gradients become 0. */
  readonly float32: boolean;
  /** Bytes of the largest tensor. `webgl`: what a texture of one value a texel holds; `webgpu`: the largest buffer that a kernel may bind. */
  readonly largestTensorBytes: number | undefined;
  /** `webgl`: height and width of the largest texture, in texels. A tensor of n values needs a side of about sqrt(n). */
  readonly textureSide: number | undefined;
  /** Bytes of all tensors together. Browsers do not say what a GPU has; `simd` and `wasm` address 4 GiB at most. */
  readonly memory: number | undefined;
  /**
   * `webgl`: a convolution first writes out a matrix of its input under every tap of the filter, nine times the input for 3 x 3 taps, four
   * values a texel. This matrix is what needs the largest texture and much of the memory.
   */
  readonly unfoldsConvolutions: boolean;
}

/** Those of a backend that tells nothing. */
const nothingKnown = {
  device: undefined,
  emulated: false,
  float32: true,
  largestTensorBytes: undefined,
  textureSide: undefined,
  memory: undefined,
  unfoldsConvolutions: false,
} as const;

/** All that 32-bit WebAssembly addresses, less the page that `wasm` (TensorFlow.js 4.22) keeps out of its heap. */
const WASM_HEAP = 2 ** 32 - 2 ** 16;

/**
 * Reads what the current backend can hold at most, for example to choose an input size before training rather than fail during its first step.
 * @throws Error if no backend is current
 * @example
 * await initBackend();
 * const { largestTensorBytes, memory } = deviceLimits();
 */
export function deviceLimits(): DeviceLimits {
  const name = getBackend() as string | null;
  if (name === null) throw new Error('deviceLimits: a backend must be current; await initBackend() first');
  if (name === 'webgl') return webglLimits();
  if (name === 'webgpu') return webgpuLimits();
  if (name === 'simd')
    return { ...nothingKnown, backendName: name, memory: maximumMemory(), largestTensorBytes: maximumMemory() };
  if (name === 'wasm') return { ...nothingKnown, backendName: name, memory: WASM_HEAP, largestTensorBytes: WASM_HEAP };
  return { ...nothingKnown, backendName: name };
}

function webglLimits(): DeviceLimits {
  const device = rendererName(webglContext());
  const textureSide = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  return {
    ...nothingKnown,
    backendName: 'webgl',
    device,
    emulated: isEmulator(device),
    float32: env().getBool('WEBGL_RENDER_FLOAT32_ENABLED'),
    largestTensorBytes: 4 * textureSide ** 2,
    textureSide,
    unfoldsConvolutions: env().getBool('WEBGL_CONV_IM2COL'),
  };
}

function webgpuLimits(): DeviceLimits {
  const { limits } = webgpuDevice();
  const info = webgpuAdapterInfo();
  const names = [info.vendor, info.architecture, info.device, info.description].filter((part) => part);
  const device = names.length > 0 ? [...new Set(names)].join(' ') : undefined;
  return {
    ...nothingKnown,
    backendName: 'webgpu',
    device,
    emulated: info.isFallbackAdapter === true || isEmulator(device ?? ''),
    largestTensorBytes: Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize),
  };
}

function maximumMemory(): number {
  return (backend() as unknown as { readonly maximumMemory: number }).maximumMemory;
}
