import { rename, writeFile } from 'node:fs/promises';
import { placeError } from '@unet/files';
import type { RunStatus } from '@unet/run';
import { z } from 'zod';

const statusSchema = z.object({
  status: z.enum(['running', 'paused', 'stopped', 'finished', 'diverged']),
  message: z.string().optional(),
  step: z.int().min(0),
  steps: z.int().min(1),
  backend: z.string(),
  memory: z.number().min(0),
  secondsPerStep: z.number().min(0).optional(),
});

/** `status.json`: how a run stood when something was last said of it. No run needs it to go on. */
export interface RunState {
  readonly status: RunStatus;
  /** Why it does not run, where nobody asked for that. */
  readonly message?: string | undefined;
  /** Steps done, and steps in all. */
  readonly step: number;
  readonly steps: number;
  readonly backend: string;
  /** Resident memory of the process in bytes. */
  readonly memory: number;
  readonly secondsPerStep?: number | undefined;
}

/** Writes it whole. It is not brought to the disk each time: after a power cut it is of no use anyway. */
export async function writeRunStatus(path: string, state: RunState): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await writeFile(temporary, `${JSON.stringify(state)}\n`);
    await rename(temporary, path);
  } catch (error) {
    throw placeError(error, { file: path });
  }
}

/** What a file says; undefined for what is no whole state. */
export function parseRunStatus(text: string): RunState | undefined {
  try {
    return statusSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
