import { dispose, tensor, tidy } from '@tensorflow/tfjs-core';
import { type Bytes, FileError } from '@unet/files';
import {
  decodeSafetensors,
  encodeSafetensors,
  makeParameters,
  type NamedArray,
  type NetworkConfig,
  readParameters,
} from '@unet/model';
import { wholeConfig } from '@unet/model/internal';
import { checkObject, checkOptions, describe } from '@unet/tensor/internal';
import { checkOptimizer, identityOf, type NamedTensors, type Optimizer } from '../optimizers/optimizer.ts';
import { checkStateFor, type TrainingState } from '../training-state.ts';
import { firstDifference } from './first-difference.ts';

const VERSION = '1';
const PARAMETERS = 'parameters/';
const OPTIMIZER = 'optimizer/';

/** What a run is, as plain JSON, for example its seed, input size and learning rate. Two runs with equal descriptions are the same run. */
export type RunDescription = Readonly<Record<string, unknown>>;

/**
 * Writes a run's whole state as one safetensors file: weights, the optimiser's tensors, the step, and what the run is.
 * Because samples depend on the seed and the step alone, nothing else is needed to go on as if it had never stopped.
 * @param state stays the caller's; read before the promise settles, so do not take steps meanwhile
 * @param run what else decides the run: two runs with other descriptions do not continue each other
 * @returns the file's bytes
 * @throws FileError of `@unet/files` for weights that are not finite: training has diverged, and an older checkpoint is worth more;
 * TypeError for what is no state, or one that was disposed; RangeError for another optimiser than the state was made for
 * @example
 * const bytes = await encodeCheckpoint(state, optimizer, { seed: 1, inputSize: 572, learningRate: 1e-3 });
 */
export async function encodeCheckpoint(
  state: TrainingState,
  optimizer: Optimizer,
  run: RunDescription = {},
): Promise<Bytes> {
  checkStateFor('encodeCheckpoint', state, optimizer);
  checkObject('encodeCheckpoint', 'run', run);
  const { config, step } = state;
  const [parameters, optimizerState] = await Promise.all([
    readParameters(state.parameters),
    readParameters(state.optimizerState),
  ]);
  checkFinite(parameters);
  return encodeSafetensors({
    tensors: { ...withPrefix(PARAMETERS, parameters), ...withPrefix(OPTIMIZER, optimizerState) },
    metadata: {
      library: '@unet/trainer',
      version: VERSION,
      config: JSON.stringify(config),
      optimizer: JSON.stringify(settingsOf(optimizer)),
      step: String(step),
      run: JSON.stringify(run),
    },
  });
}

function checkFinite(parameters: Record<string, NamedArray>): void {
  for (const [name, { data }] of Object.entries(parameters)) {
    const bad = data.find((value) => !Number.isFinite(value));
    if (bad === undefined) continue;
    throw new FileError(`checkpoint: tensor ${describe(name)} must be finite, got ${bad}: training has diverged`, {
      tensor: name,
    });
  }
}

/** What {@link decodeCheckpoint} expects. */
export interface ExpectedRun {
  readonly config: NetworkConfig;
  readonly optimizer: Optimizer;
  /** As given to {@link encodeCheckpoint}. Default: nothing to compare. */
  readonly run?: RunDescription | undefined;
}

/**
 * Reads a state that {@link encodeCheckpoint} wrote, and refuses it unless it is whole and of the same run.
 * @returns a state that the caller owns
 * @throws FileError of `@unet/files`, in one line: what is wrong with the bytes, or the first setting that differs
 * @example
 * const state = decodeCheckpoint(bytes, { config, optimizer, run: { seed: 1, inputSize: 572, learningRate: 1e-3 } });
 */
export function decodeCheckpoint(bytes: Uint8Array, expected: ExpectedRun): TrainingState {
  const where = 'decodeCheckpoint';
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`${where}: bytes must be a Uint8Array, got ${describe(bytes)}`);
  }
  checkOptions(where, expected, { config: true, optimizer: true, run: true }, 'expected');
  checkOptimizer(where, expected.optimizer);
  const config = wholeConfig(where, expected.config);
  const { tensors, metadata } = readTensors(() => decodeSafetensors(bytes));
  if (metadata.library !== '@unet/trainer' || metadata.version !== VERSION) {
    throw new FileError(`checkpoint: not written by @unet/trainer in format ${VERSION}`);
  }
  const step = Number(metadata.step);
  if (metadata.step === undefined || !/^\d+$/.test(metadata.step) || !Number.isSafeInteger(step)) {
    throw new FileError(`checkpoint: step must be a count, got ${describe(metadata.step)}`);
  }
  const stranger = Object.keys(tensors).find((name) => !name.startsWith(PARAMETERS) && !name.startsWith(OPTIMIZER));
  if (stranger !== undefined) {
    throw new FileError(`checkpoint: tensor ${describe(stranger)} does not belong here`);
  }
  checkSame('network', named(parse(metadata.config, 'configuration')), named(config));
  checkSame('optimizer', parse(metadata.optimizer, 'optimizer'), settingsOf(expected.optimizer));
  if (expected.run !== undefined) checkSame('run', parse(metadata.run, 'run'), expected.run);

  const parameters = readTensors(() => makeParameters(config, withoutPrefix(PARAMETERS, tensors)));
  try {
    const optimizerState = restoreOptimizerState(expected.optimizer, parameters, withoutPrefix(OPTIMIZER, tensors));
    return { config, parameters, optimizerState, optimizer: identityOf(expected.optimizer), step };
  } catch (error) {
    dispose(parameters);
    throw error;
  }
}

/** Says in the model's errors that the file is a checkpoint. */
function readTensors<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    throw new FileError(`checkpoint: ${cause.reason}`, { tensor: cause.tensor, cause });
  }
}

function restoreOptimizerState(
  optimizer: Optimizer,
  parameters: NamedTensors,
  arrays: Record<string, NamedArray>,
): NamedTensors {
  const shapes = tidy(() =>
    Object.entries(optimizer.initialise(parameters)).map(([name, { shape }]) => ({ name, shape })),
  );
  const surplus = Object.keys(arrays).find((name) => !shapes.some((known) => known.name === name));
  if (surplus !== undefined) throw new FileError(`checkpoint: optimizer has no tensor ${describe(surplus)}`);
  // Everything is checked before the first tensor is made, so that a throw leaves none behind.
  for (const { name, shape } of shapes) {
    const found = arrays[name]?.shape;
    if (String(found) === String(shape)) continue;
    throw new FileError(
      `checkpoint: optimizer tensor ${describe(name)} must have shape [${shape}], got ${found === undefined ? 'none' : `[${found}]`}`,
    );
  }
  return Object.fromEntries(shapes.map(({ name, shape }) => [name, tensor(arrays[name]!.data, shape, 'float32')]));
}

/** A configuration that begins with its architecture, which those of U-Nets do not name. */
function named(config: unknown): unknown {
  return { architecture: 'u-net', ...Object(config) };
}

function settingsOf({ name, settings = {} }: Optimizer): Record<string, unknown> {
  return { name, ...settings };
}

function checkSame(what: string, found: unknown, expected: unknown): void {
  // What was found went through JSON, which has neither undefined nor NaN: the other must have done so, too.
  const difference = firstDifference(found, JSON.parse(JSON.stringify(expected)));
  if (difference === undefined) return;
  const { path, left, right } = difference;
  throw new FileError(
    `checkpoint: of another ${what}: ${path === '' ? '' : `${path} `}was ${JSON.stringify(left)}, now ${JSON.stringify(right)}`,
  );
}

function parse(text: string | undefined, what: string): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch (cause) {
    throw new FileError(`checkpoint: its ${what} cannot be read`, { cause });
  }
}

function withPrefix(prefix: string, arrays: Record<string, NamedArray>): Record<string, NamedArray> {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [prefix + name, array]));
}

function withoutPrefix(prefix: string, arrays: Readonly<Record<string, NamedArray>>): Record<string, NamedArray> {
  const own = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, array]) => [name.slice(prefix.length), array]));
}
