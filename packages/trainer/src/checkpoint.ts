import { dispose, type Tensor, tensor } from '@tensorflow/tfjs-core';
import {
  completeConfig,
  decodeSafetensors,
  encodeSafetensors,
  ModelFileError,
  makeParameters,
  type NamedArray,
  readParameters,
  type UNetConfig,
} from '@unet/model';
import { CheckpointError } from './checkpoint-error.ts';
import { firstDifference } from './first-difference.ts';
import type { NamedTensors, Optimizer } from './optimizers/optimizer.ts';
import type { TrainingState } from './training-state.ts';

const VERSION = '1';
const PARAMETERS = 'parameters/';
const OPTIMIZER = 'optimizer/';

/** What a run is, as plain JSON, for example its seed, tile and learning rate. Two runs with equal descriptions are the same run. */
export type RunDescription = Readonly<Record<string, unknown>>;

/**
 * Writes a run's whole state as one safetensors file: weights, the optimiser's tensors, the step, and what the run is.
 * Because samples depend on the seed and the step alone, nothing else is needed to go on as if it had never stopped.
 */
export async function encodeCheckpoint(
  state: TrainingState,
  optimizer: Optimizer,
  run: RunDescription = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const [parameters, optimizerState] = await Promise.all([
    readParameters(state.parameters),
    readParameters(state.optimizerState),
  ]);
  return encodeSafetensors({
    tensors: { ...withPrefix(PARAMETERS, parameters), ...withPrefix(OPTIMIZER, optimizerState) },
    metadata: {
      library: '@unet/trainer',
      version: VERSION,
      config: JSON.stringify(state.config),
      optimizer: optimizer.name,
      step: String(state.step),
      run: JSON.stringify(run),
    },
  });
}

/** What {@link decodeCheckpoint} expects. */
export interface ExpectedRun {
  readonly config: UNetConfig;
  readonly optimizer: Optimizer;
  /** As given to {@link encodeCheckpoint}. Default: nothing to compare. */
  readonly run?: RunDescription;
}

/**
 * Reads a state that {@link encodeCheckpoint} wrote, and refuses it unless it is whole and of the same run.
 * @returns a state that the caller owns
 * @throws CheckpointError in one line: what is wrong with the bytes, or the first setting that differs
 */
export function decodeCheckpoint(bytes: Uint8Array, expected: ExpectedRun): TrainingState {
  const { tensors, metadata } = readFile(bytes);
  if (metadata.library !== '@unet/trainer' || metadata.version !== VERSION) {
    throw new CheckpointError(`checkpoint: not written by @unet/trainer in format ${VERSION}`);
  }
  const step = Number(metadata.step);
  if (!Number.isSafeInteger(step) || step < 0)
    throw new CheckpointError(`checkpoint: step must be a count, got ${metadata.step}`);
  checkSame('network', parse(metadata.config, 'configuration'), expected.config);
  checkSame('optimizer', metadata.optimizer, expected.optimizer.name);
  if (expected.run !== undefined) checkSame('run', parse(metadata.run, 'run'), expected.run);

  const config = completeConfig('checkpoint', expected.config);
  const parameters = readTensors(() => makeParameters(config, withoutPrefix(PARAMETERS, tensors)));
  const optimizerState = restoreOptimizerState(expected.optimizer, parameters, withoutPrefix(OPTIMIZER, tensors));
  return { config, parameters, optimizerState, step };
}

function readFile(bytes: Uint8Array): ReturnType<typeof decodeSafetensors> {
  return readTensors(() => decodeSafetensors(bytes));
}

/** Turns the model's errors about a file into this package's. */
function readTensors<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof ModelFileError)) throw cause;
    throw new CheckpointError(`checkpoint: ${cause.message}`, { cause });
  }
}

function restoreOptimizerState(
  optimizer: Optimizer,
  parameters: NamedTensors,
  arrays: Record<string, NamedArray>,
): NamedTensors {
  const fresh = optimizer.initialise(parameters);
  try {
    const restored: Record<string, Tensor> = {};
    for (const [name, { shape }] of Object.entries(fresh)) {
      const array = arrays[name];
      if (array === undefined || String(array.shape) !== String(shape)) {
        dispose([parameters, restored] as Parameters<typeof dispose>[0]);
        throw new CheckpointError(
          `checkpoint: optimizer tensor ${name} must have shape [${shape}], got ${array === undefined ? 'none' : `[${array.shape}]`}`,
        );
      }
      restored[name] = tensor(array.data, shape, 'float32');
    }
    return restored;
  } finally {
    dispose(fresh);
  }
}

function checkSame(what: string, found: unknown, expected: unknown): void {
  const difference = firstDifference(found, expected);
  if (difference === undefined) return;
  const { path, left, right } = difference;
  throw new CheckpointError(
    `checkpoint: of another ${what}: ${path === '' ? '' : `${path} `}was ${JSON.stringify(left)}, now ${JSON.stringify(right)}`,
  );
}

function parse(text: string | undefined, what: string): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch (cause) {
    throw new CheckpointError(`checkpoint: its ${what} cannot be read`, { cause });
  }
}

function withPrefix(prefix: string, arrays: Record<string, NamedArray>): Record<string, NamedArray> {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [prefix + name, array]));
}

function withoutPrefix(prefix: string, arrays: Readonly<Record<string, NamedArray>>): Record<string, NamedArray> {
  const own = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, array]) => [name.slice(prefix.length), array]));
}
