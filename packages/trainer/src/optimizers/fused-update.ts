import { engine, getBackend, getKernel, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Runs the current backend's own kernel for the update of one parameter, which reads and writes each value once.
 * @returns its results, new tensors in the order that the kernel documents, or undefined if the backend has no such kernel
 */
export function fusedUpdate(
  kernelName: string,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: Readonly<Record<string, number>>,
): Tensor[] | undefined {
  if (getKernel(kernelName, getBackend()) === undefined) return undefined;
  return engine().runKernel(kernelName, inputs as NamedTensorMap, attributes) as Tensor[];
}
