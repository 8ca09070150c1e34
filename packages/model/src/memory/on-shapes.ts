import { engine, getKernel, type KernelConfig, registerKernel } from '@tensorflow/tfjs-core';
import { backendPolicy, registerBackendPolicy } from '../ops/backend-policy.ts';
import { ownKernels } from '../ops/kernel-names.ts';
import { ownShapeKernels } from './own-shape-kernels.ts';
import { type ShapeKernel, standardKernels } from './shape-kernels.ts';
import { ShapesBackend } from './shapes-backend.ts';

/** The part of TensorFlow.js's engine that says what is current. */
interface Current {
  state: object;
  backendName: string;
  backendInstance: ShapesBackend;
  pendingBackendInit: Promise<boolean> | undefined;
  profiler: unknown;
}

/**
 * Runs work on shapes alone, as a backend would: the operations take the ways that they take there. What is current in the engine, its
 * backend, tensors, scopes and the gradient that is being recorded, is as before afterwards, and while it works out of reach.
 * @param target name of the backend; it need not be there
 * @param work must be synchronous, use no tensor from outside and return none
 * @param unfolds whether convolutions are unfolded; default: as on that backend
 * @returns the account of what was held
 */
export function onShapes(
  target: string,
  work: () => void,
  unfolds: boolean = backendPolicy(target).largestUnfolded !== undefined,
): ShapesBackend {
  const shapes = new ShapesBackend(unfolds);
  const current = engine() as unknown as Current;
  const { state, backendName, backendInstance, pendingBackendInit } = current;
  // Never entered into the engine's list of backends, from which it would choose one by itself where none is current.
  current.backendName = standInFor(target);
  current.backendInstance = shapes;
  current.pendingBackendInit = undefined;
  current.state = new (state.constructor as new () => object)();
  try {
    work();
  } finally {
    Object.assign(current, { state, backendName, backendInstance, pendingBackendInit });
  }
  return shapes;
}

/** Name of the backend of shapes that has the policy and the kernels of another. */
function standInFor(target: string): string {
  const name = `shapes as on ${target}`;
  const policy = backendPolicy(target);
  registerBackendPolicy(name, policy);
  const own = ownKernels.filter((kernel) => policy.own.includes(kernel) || getKernel(kernel, target) !== undefined);
  for (const [kernel, shapeKernel] of Object.entries(standardKernels)) register(kernel, name, shapeKernel);
  for (const kernel of own) register(kernel, name, ownShapeKernels[kernel]);
  return name;
}

function register(kernelName: string, backendName: string, shapeKernel: ShapeKernel): void {
  if (getKernel(kernelName, backendName) !== undefined) return;
  const kernelFunc = ({ inputs, attrs, backend }: Parameters<KernelConfig['kernelFunc']>[0]) =>
    shapeKernel(backend as ShapesBackend, inputs as never, attrs as never);
  registerKernel({ kernelName, backendName, kernelFunc });
}
