import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '@unet/files';
import { decodeCheckpoint, type ExpectedRun, encodeCheckpoint, type RunDescription } from './checkpoint.ts';
import { CheckpointError } from './checkpoint-error.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import type { TrainingState } from './training-state.ts';

const NAME = /^step-(\d+)\.safetensors$/;
/** What a killed process leaves of a write. */
const LEFTOVER = /^step-\d+\.safetensors\.[\da-f-]+\.tmp$/;

/** A checkpoint on disk. */
export interface CheckpointFile {
  readonly path: string;
  readonly step: number;
}

/** A folder of checkpoints, `step-000100.safetensors` and so on. */
export interface CheckpointFolder {
  /**
   * Writes the state as it is now, then deletes the oldest checkpoints beyond those to keep. Throws CheckpointError, and deletes
   * nothing, where training has diverged and the weights are not finite.
   */
  save(state: TrainingState, optimizer: Optimizer, run?: RunDescription): Promise<CheckpointFile>;
  /** The checkpoint with the most steps, or undefined where there is none. */
  latest(): Promise<CheckpointFile | undefined>;
  /** Reads a checkpoint; the caller owns the state. Throws CheckpointError with the path, as `decodeCheckpoint` does. */
  load(file: CheckpointFile, expected: ExpectedRun): Promise<TrainingState>;
}

/**
 * Keeps checkpoints in a folder, which is made at the first save. A checkpoint is written to a temporary name, flushed and
 * renamed: a process that is killed at any moment, or a full disk, leaves the last whole one. One process at a time may save
 * there: what looks like the leftover of another write is deleted.
 * @param options `keep`: how many to keep, default 2
 * @throws RangeError unless `keep` is a positive integer
 * @example
 * const checkpoints = createCheckpointFolder('runs/1/checkpoints');
 * await checkpoints.save(state, optimizer, run);
 */
export function createCheckpointFolder(directory: string, options: { keep?: number } = {}): CheckpointFolder {
  const { keep = 2 } = options;
  if (!Number.isInteger(keep) || keep < 1) {
    throw new RangeError(`createCheckpointFolder: keep must be a positive integer, got ${keep}`);
  }
  return {
    async save(state, optimizer, run) {
      const { step } = state;
      const bytes = await encodeCheckpoint(state, optimizer, run);
      const path = join(directory, `step-${String(step).padStart(6, '0')}.safetensors`);
      await writeFileAtomic(path, bytes);
      const { files, leftovers } = await list(directory);
      const superfluous = files.filter((file) => file.step <= step).slice(keep);
      await Promise.all([...superfluous.map((file) => file.path), ...leftovers].map((old) => rm(old, { force: true })));
      return { path, step };
    },
    latest: async () => (await list(directory)).files[0],
    async load(file, expected) {
      try {
        return decodeCheckpoint(await readFile(file.path), expected);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new CheckpointError(`${file.path}: ${reason}`, { file: file.path, cause });
      }
    },
  };
}

/** Checkpoints, the most steps first, and what killed processes left. */
async function list(directory: string): Promise<{ files: CheckpointFile[]; leftovers: string[] }> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { files: [], leftovers: [] };
    throw error;
  }
  const files = names.flatMap((name): CheckpointFile[] => {
    const step = NAME.exec(name)?.[1];
    return step === undefined ? [] : [{ path: join(directory, name), step: Number(step) }];
  });
  files.sort((left, right) => right.step - left.step);
  return { files, leftovers: names.filter((name) => LEFTOVER.test(name)).map((name) => join(directory, name)) };
}
