import { writeFileAtomic } from '@unet/files/node';
import type { KeptRun, RunIdentity, RunStore, SavedRun } from '@unet/run';
import type { StepReport } from '@unet/trainer';
import { type CheckpointFile, createCheckpointFolder } from '@unet/trainer/node';
import { type LogFile, type LogLines, openLogFile, readLogFile } from './log-file.ts';
import type { RunFolder } from './run-folder.ts';

/** A run that lives in a folder. */
export interface FolderStore extends RunStore {
  /** The checkpoint that a run would go on from, if there is one. */
  latest(): Promise<CheckpointFile | undefined>;
}

/**
 * Keeps a run in a folder: checkpoints, log and weights.
 * @param formerIdentity of a run that an earlier version began
 * @param warn hears of what was lost and is not needed
 */
export function createFolderStore(
  folder: RunFolder,
  formerIdentity: RunIdentity | undefined,
  warn: (message: string) => void,
): FolderStore {
  const checkpoints = createCheckpointFolder(folder.checkpoints);
  /** What is left of the log, until there is something to write. */
  let kept: LogLines = { lines: [], course: { losses: [], seconds: 0, waitSeconds: 0 }, lost: 0 };
  let log: LogFile | undefined;
  /** The step of the checkpoint that is there in words of this version. */
  let savedStep: number | undefined;
  return {
    latest: () => checkpoints.latest(),
    async load(): Promise<KeptRun> {
      const newest = await checkpoints.latest();
      kept = await readLogFile(folder.log, newest?.step ?? 0);
      log = undefined;
      // What an earlier version wrote is written again, so that nothing has to know its words from then on.
      savedStep = formerIdentity === undefined ? newest?.step : undefined;
      if (kept.lost > 0) warn(`${folder.log}: the losses of ${kept.lost} steps are lost, which the run does not need`);
      const checkpoint = newest && (await checkpoints.read(newest));
      return { checkpoint, file: newest?.path, course: kept.course, formerIdentity };
    },
    async append(report: StepReport) {
      log ??= await openLogFile(folder.log, kept);
      log.append(report);
    },
    async save({ step, checkpoint, weights }: SavedRun) {
      await log?.flush();
      if (checkpoint !== undefined && savedStep !== step) {
        await checkpoints.write(step, checkpoint);
        savedStep = step;
      }
      if (weights !== undefined) await writeFileAtomic(folder.model, weights);
    },
  };
}
