import { backend } from '@tensorflow/tfjs-core';

/** The part of a WebGPU device that is used here. */
export interface WebgpuDevice {
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number };
  /** Missing in browsers before 2025. */
  readonly adapterInfo?: WebgpuAdapterInfo;
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
}

/** What a browser tells about a GPU; each may be empty. */
export interface WebgpuAdapterInfo {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly device?: string;
  readonly description?: string;
  readonly isFallbackAdapter?: boolean;
}

interface WebgpuBackend {
  readonly device: WebgpuDevice;
  readonly adapterInfo: WebgpuAdapterInfo;
}

/** The device of the current backend, which must be `webgpu`. */
export function webgpuDevice(): WebgpuDevice {
  return (backend() as unknown as WebgpuBackend).device;
}

/** What is known of its GPU. */
export function webgpuAdapterInfo(): WebgpuAdapterInfo {
  // The backend keeps vendor and architecture alone.
  return webgpuDevice().adapterInfo ?? (backend() as unknown as WebgpuBackend).adapterInfo;
}
