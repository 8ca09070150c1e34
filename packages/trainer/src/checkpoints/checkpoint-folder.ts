import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, placeError } from '@unet/files';
import { temporaryTarget, writeFileAtomic } from '@unet/files/node';
import { checkCount, checkInteger, checkOptions, describe } from '@unet/tensor/internal';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { checkStateFor, type TrainingState } from '../training-state.ts';
import { decodeCheckpoint, type ExpectedRun, encodeCheckpoint, type RunDescription } from './checkpoint.ts';

const NAME = /^step-(\d+)\.safetensors$/;

/** A checkpoint on disk. */
export interface CheckpointFile {
  readonly path: string;
  readonly step: number;
}

/** A folder of checkpoints, `step-000100.safetensors` and so on. */
export interface CheckpointFolder {
  /**
   * Writes the state as it is now, then deletes the oldest checkpoints beyond those to keep. Throws a FileError with the path, and deletes
   * nothing, where training has diverged and the weights are not finite, or the file cannot be written. What is no state, one that was
   * disposed or made for another optimiser is refused as by `encodeCheckpoint`.
   */
  save(state: TrainingState, optimizer: Optimizer, run?: RunDescription): Promise<CheckpointFile>;
  /** Writes what `encodeCheckpoint` made of the state after `step` steps, as `save` does. */
  write(step: number, bytes: Uint8Array): Promise<CheckpointFile>;
  /** The bytes of a checkpoint, for `decodeCheckpoint`. Throws a FileError with the path where it cannot be read. */
  read(file: CheckpointFile): Promise<Uint8Array>;
  /** The checkpoint with the most steps, or undefined where there is none. */
  latest(): Promise<CheckpointFile | undefined>;
  /** Reads a checkpoint; the caller owns the state. Throws a FileError with the path, as `decodeCheckpoint` does. */
  load(file: CheckpointFile, expected: ExpectedRun): Promise<TrainingState>;
}

/** Options of {@link createCheckpointFolder}. */
export interface CheckpointFolderOptions {
  /** How many checkpoints to keep. Default 2. */
  readonly keep?: number | undefined;
}

/**
 * Keeps checkpoints in a folder, which is made at the first save. A checkpoint is written to a temporary name, flushed and
 * renamed: a process that is killed at any moment, or a full disk, leaves the last whole one. One process at a time may save
 * there: what looks like the leftover of another write is deleted.
 * @throws RangeError unless `keep` is a positive integer, TypeError for a path that is none or an unknown option
 * @example
 * const checkpoints = createCheckpointFolder('runs/1/checkpoints');
 * await checkpoints.save(state, optimizer, run);
 */
export function createCheckpointFolder(directory: string, options: CheckpointFolderOptions = {}): CheckpointFolder {
  const where = 'createCheckpointFolder';
  if (typeof directory !== 'string') {
    throw new TypeError(`${where}: directory must be a path, got ${describe(directory)}`);
  }
  checkOptions(where, options, { keep: true });
  const { keep = 2 } = options;
  checkCount(where, 'keep', keep);
  const pathOf = (step: number): string => join(directory, `step-${String(step).padStart(6, '0')}.safetensors`);
  const read = ({ path }: CheckpointFile): Promise<Uint8Array> =>
    readFile(path).catch((error: unknown) => Promise.reject(placeError(error, { file: path })));
  const write = async (step: number, bytes: Uint8Array): Promise<CheckpointFile> => {
    const path = pathOf(step);
    await writeFileAtomic(path, bytes);
    const { files, leftovers } = await list(directory);
    const superfluous = files.filter((file) => file.step <= step).slice(keep);
    for (const old of [...superfluous.map((file) => file.path), ...leftovers]) await remove(old);
    return { path, step };
  };
  return {
    async save(state, optimizer, run) {
      checkStateFor('CheckpointFolder.save', state, optimizer);
      const { step } = state;
      return write(step, await placed(pathOf(step), () => encodeCheckpoint(state, optimizer, run)));
    },
    async write(step, bytes) {
      checkInteger('CheckpointFolder.write', 'step', step, 0);
      return write(step, bytes);
    },
    read,
    latest: async () => (await list(directory)).files[0],
    async load(file, expected) {
      const bytes = await read(file);
      return placed(file.path, async () => decodeCheckpoint(bytes, expected));
    },
  };
}

/** Puts the path into errors about the file; wrong arguments stay what they are. */
async function placed<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FileError ? placeError(error, { file: path }) : error;
  }
}

async function remove(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    throw placeError(error, { file: path });
  }
}

/** Checkpoints, the most steps first, and what killed processes left. */
async function list(directory: string): Promise<{ files: CheckpointFile[]; leftovers: string[] }> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { files: [], leftovers: [] };
    throw placeError(error, { file: directory });
  }
  const files = names.flatMap((name): CheckpointFile[] => {
    const step = NAME.exec(name)?.[1];
    return step === undefined ? [] : [{ path: join(directory, name), step: Number(step) }];
  });
  files.sort((left, right) => right.step - left.step);
  const leftovers = names.filter((name) => NAME.test(temporaryTarget(name) ?? ''));
  return { files, leftovers: leftovers.map((name) => join(directory, name)) };
}
