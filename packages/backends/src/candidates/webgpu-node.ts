import type { BackendCandidate } from '../candidate.ts';
import { areInstalled, requireInstalled } from '../installed.ts';
import { importUnbundled } from '../unbundled/import-unbundled.ts';
import { type Gpu, limitMemory, requireAdapter } from './webgpu.ts';

const packages = ['webgpu', '@tensorflow/tfjs-backend-webgpu'];

/**
 * The GPU by way of WebGPU in Node, with Dawn from the package `webgpu`. On Linux that needs the Vulkan loader and a driver. Tensors can be read
 * with `data()`, not with `dataSync()`.
 */
export const webgpuNode: BackendCandidate = {
  name: 'webgpu',
  backendName: 'webgpu',
  packages,
  isInstalled: () => areInstalled(packages),
  async load({ acceptEmulated }) {
    // Before the loader: who installs that is not to be told next that a package is missing.
    await requireInstalled(packages);
    requireVulkanLoader();
    const dawn = (await importUnbundled('webgpu')) as Dawn;
    const gpu = dawn.create([]);
    await requireAdapter(gpu, acceptEmulated);
    // Classes and constants such as GPUBufferUsage, which the backend uses as long as it runs.
    Object.assign(globalThis, dawn.globals);
    provideGpu(gpu);
    hold(gpu);
    try {
      await importUnbundled('@tensorflow/tfjs-backend-webgpu');
    } catch (error) {
      withdrawGpu();
      throw error;
    }
  },
  verify(options) {
    // The backend has its device now, and nobody else needs to find the GPU.
    withdrawGpu();
    limitMemory(options);
  },
};

/**
 * Throws where the Vulkan loader is missing on Linux. Dawn would find no adapter either, but not without lines of its own on standard
 * error, which cannot be kept off the terminal of somebody who only wants the next best backend.
 */
function requireVulkanLoader(): void {
  // Of globalThis: for a name that is free, bundlers for browsers put a substitute in.
  const { process } = globalThis;
  if (process.platform !== 'linux') return;
  try {
    process.dlopen({ exports: {} }, 'libvulkan.so.1');
  } catch (error) {
    // A library that is there is loaded, and then refused because it is no Node addon.
    if (error instanceof Error && error.message.includes('cannot open shared object file')) {
      throw new Error('the Vulkan loader libvulkan.so.1 is missing', { cause: error });
    }
  }
}

interface Dawn {
  create(options: readonly string[]): Gpu;
  readonly globals: object;
}

let held: Gpu | undefined;

/**
 * Keeps the GPU for as long as the program runs: collected as garbage it takes Dawn with it, and the process crashes in the middle of a
 * computation. At the end it goes, since a reference that stays can keep Node from exiting (documentation of `webgpu`).
 */
function hold(gpu: Gpu): void {
  held = gpu;
  globalThis.process.once('beforeExit', () => {
    if (held === gpu) held = undefined;
  });
}

/** Puts `navigator.gpu` where the backend looks for it; Node 20 has no navigator at all. */
function provideGpu(gpu: Gpu): void {
  const { navigator = {} } = globalThis as { navigator?: object };
  if (!('navigator' in globalThis)) {
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true, writable: true });
  }
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true, writable: true });
}

function withdrawGpu(): void {
  Reflect.deleteProperty(navigator, 'gpu');
}
