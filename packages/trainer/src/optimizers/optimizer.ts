import type { Tensor } from '@tensorflow/tfjs-core';
import { describe } from '@unet/tensor/internal';
import { firstDifference } from '../checkpoints/first-difference.ts';

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
  /** Its settings, plain JSON: states and checkpoints of other settings are refused. Default: nothing to compare. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The state before the first step; the caller owns it. */
  initialise(parameters: NamedTensors): NamedTensors;
  /** One step. Runs inside a `tidy`: only what it returns is kept. */
  update(input: OptimizerInput): OptimizerOutput;
}

/** Two optimisers with the same identity compute the same. */
type OptimizerIdentity = Required<Pick<Optimizer, 'name' | 'settings'>>;

/** Name and settings of an optimiser, a copy as JSON would bring it back. */
export function identityOf({ name, settings = {} }: Optimizer): OptimizerIdentity {
  return { name, settings: JSON.parse(JSON.stringify(settings)) };
}

/** Throws unless `optimizer` is an {@link Optimizer}. */
export function checkOptimizer(where: string, optimizer: Optimizer): void {
  const { name, initialise, update } = optimizer ?? {};
  if (typeof name === 'string' && typeof initialise === 'function' && typeof update === 'function') return;
  throw new TypeError(
    `${where}: optimizer must be an Optimizer { name, initialise, update } as adam() makes it, got ${describe(optimizer)}`,
  );
}

/** Throws unless `optimizer` is an {@link Optimizer} with the name and the settings of the one that a state was made for. */
export function checkSameOptimizer(where: string, optimizer: Optimizer, wanted: OptimizerIdentity): void {
  checkOptimizer(where, optimizer);
  const { name, settings } = identityOf(optimizer);
  const refusal = (was: string, is: string) =>
    new RangeError(`${where}: optimizer must be the one that the state was made for, ${was}, got ${is}`);
  if (name !== wanted.name) throw refusal(wanted.name, name);
  const difference = firstDifference(wanted.settings, settings);
  if (difference === undefined) return;
  const { path, left, right } = difference;
  throw refusal(`${name} with ${path} ${describe(left)}`, `${path} ${describe(right)}`);
}
