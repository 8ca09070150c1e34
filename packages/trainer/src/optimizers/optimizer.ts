import type { Tensor } from '@tensorflow/tfjs-core';
import { describe } from '@unet/tensor/internal';

/** Tensors by name. */
export type NamedTensors = Readonly<Record<string, Tensor>>;

/** What an optimiser works with in one step. All tensors stay the caller's. */
export interface OptimizerInput {
  readonly parameters: NamedTensors;
  /** By the parameters' names. */
  readonly gradients: NamedTensors;
  /** As {@link Optimizer.initialise} or the last update made it. */
  readonly state: NamedTensors;
  readonly learningRate: number;
  /** Number of steps that were taken before this one. */
  readonly step: number;
}

/** New tensors, which the caller owns: what does not change is handed over as `tensor.clone()`. */
export interface OptimizerOutput {
  readonly parameters: NamedTensors;
  readonly state: NamedTensors;
}

/** A rule that turns gradients into new parameters: two pure functions, whose state is tensors by name, ready to be saved. */
export interface Optimizer {
  readonly name: string;
  /** Its settings, plain JSON: a checkpoint of other settings is refused. Default: nothing to compare. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The state before the first step; the caller owns it. */
  initialise(parameters: NamedTensors): NamedTensors;
  /** One step. Runs inside a `tidy`: only what it returns is kept. */
  update(input: OptimizerInput): OptimizerOutput;
}

/** Throws unless `optimizer` is an {@link Optimizer}. */
export function checkOptimizer(where: string, optimizer: Optimizer): void {
  if (typeof optimizer?.initialise === 'function' && typeof optimizer.update === 'function') return;
  throw new TypeError(
    `${where}: optimizer must be an Optimizer { name, initialise, update } as adam() makes it, got ${describe(optimizer)}`,
  );
}
