import { engine, getBackend, getKernel, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';
import { currentPolicy } from './backend-policy.ts';
import type { GradientKernel, OwnKernel } from './kernel-names.ts';

/** Whether the current backend has a kernel of this name, and a good one. */
export function hasKernel(name: GradientKernel | OwnKernel): boolean {
  const composed: readonly string[] = currentPolicy().composed;
  return !composed.includes(name) && getKernel(name, getBackend()) !== undefined;
}

/** Runs a kernel that has one result. */
export function runKernel<Result extends Tensor>(
  name: string,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: NamedAttrMap = {},
): Result {
  return engine().runKernel(name, inputs, attributes) as Tensor as Result;
}

/** Runs a kernel that has several. */
export function runKernelOfMany(
  name: OwnKernel,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: NamedAttrMap,
): Tensor[] {
  return engine().runKernel(name, inputs, attributes) as Tensor[];
}
