import type { Tensor } from '@tensorflow/tfjs-core';

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

/** New tensors, which the caller owns. */
export interface OptimizerOutput {
  readonly parameters: NamedTensors;
  readonly state: NamedTensors;
}

/** A rule that turns gradients into new parameters: two pure functions, whose state is tensors by name, ready to be saved. */
export interface Optimizer {
  readonly name: string;
  /** The state before the first step; the caller owns it. */
  initialise(parameters: NamedTensors): NamedTensors;
  update(input: OptimizerInput): OptimizerOutput;
}
