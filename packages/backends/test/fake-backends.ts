import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import {
  copyRegisteredKernels,
  getKernel,
  type KernelFunc,
  registerBackend,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { BackendCandidate } from '@unet/backends';

/** Which of the fake backends are running, by name. */
export const running = new Set<string>();

/** A backend with the kernels of `cpu` that says when it stops. */
class FakeBackend extends MathBackendCPU {
  readonly label: string;

  constructor(label: string) {
    super();
    this.label = label;
    // Skips the banner of `cpu` in Node.
    Reflect.set(this, 'firstUse', false);
    running.add(label);
  }

  override dispose(): void {
    running.delete(this.label);
  }
}

interface FakeOptions {
  readonly installed?: boolean;
  /** Thrown when the backend starts. */
  readonly startError?: unknown;
  readonly verify?: BackendCandidate['verify'];
  /** Changes what a kernel computes. */
  readonly alter?: { readonly kernel: string; readonly change: (values: Float32Array) => void };
  readonly without?: string;
}

/** A candidate as a package makes it: registered when it is first loaded, never again. */
export function fakeCandidate(name: string, options: FakeOptions = {}): BackendCandidate {
  const { installed = true, startError, verify, alter, without } = options;
  let loaded = false;
  return {
    name,
    backendName: name,
    packages: [`@fake/${name}`],
    isInstalled: async () => installed,
    async load() {
      if (!installed) throw new Error(`Cannot find package '@fake/${name}' imported from here`);
      if (loaded) return;
      loaded = true;
      copyRegisteredKernels('cpu', name);
      if (without !== undefined) unregisterKernel(without, name);
      if (alter !== undefined) alterKernel(name, alter.kernel, alter.change);
      registerBackend(name, async () => {
        if (startError !== undefined) throw startError;
        return new FakeBackend(name);
      });
    },
    ...(verify && { verify }),
  };
}

function alterKernel(backendName: string, kernelName: string, change: (values: Float32Array) => void): void {
  const { kernelFunc } = getKernel(kernelName, backendName);
  const altered: KernelFunc = (parameters) => {
    const result = kernelFunc(parameters) as { dataId: object };
    change((parameters.backend as MathBackendCPU).data.get(result.dataId).values as Float32Array);
    return result as ReturnType<KernelFunc>;
  };
  unregisterKernel(kernelName, backendName);
  registerKernel({ backendName, kernelName, kernelFunc: altered });
}
