import type { RunListener } from '@unet/run';
import type { SampleWorker } from '@unet/trainer';

/** What a program may do otherwise than the command. */
export interface TrainOptions {
  readonly createWorker?: (() => SampleWorker) | undefined;
  /** Goes on with the run in the folder if there is one, else begins one. */
  readonly resumeIfThere?: boolean | undefined;
  /** What an interrupted run says to go on with, where that is not its own folder. */
  readonly resumeFolder?: string | undefined;
  /** Hear of what happens, beside those of the command. */
  readonly listeners?: readonly RunListener[] | undefined;
}
