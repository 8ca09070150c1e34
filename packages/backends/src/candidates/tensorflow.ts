import { backend } from '@tensorflow/tfjs-core';
import type { BackendCandidate } from '../candidate.ts';
import { areInstalled } from '../installed.ts';
import { importUnbundled } from '../unbundled/import-unbundled.ts';

const cpuPackages = ['@tensorflow/tfjs-node'];
const gpuPackages = ['@tensorflow/tfjs-node-gpu'];

/** The TensorFlow library on the CPU, in Node. */
export const tensorflow: BackendCandidate = {
  name: 'tensorflow',
  backendName: 'tensorflow',
  packages: cpuPackages,
  isInstalled: () => areInstalled(cpuPackages),
  load: async () => void (await importUnbundled(cpuPackages[0]!)),
};

/** The TensorFlow library on an NVIDIA GPU, in Node. */
export const tensorflowGpu: BackendCandidate = {
  name: 'tensorflow-gpu',
  backendName: 'tensorflow',
  packages: gpuPackages,
  isInstalled: () => areInstalled(gpuPackages),
  load: async () => void (await importUnbundled(gpuPackages[0]!)),
  verify() {
    // Without CUDA the library computes on the CPU and does not complain.
    const { isUsingGpuDevice } = backend() as { isUsingGpuDevice?: boolean };
    if (isUsingGpuDevice === false) throw new Error('TensorFlow found no GPU (CUDA 11.2 and cuDNN 8 are needed)');
  },
};
