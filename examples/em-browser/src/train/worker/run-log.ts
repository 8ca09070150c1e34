import type { StepReport } from '@unet/trainer';
import type { StoredRun } from '../../storage/stored-run.ts';

/** The course of a run, from its first step on. */
export interface RunLog {
  readonly losses: readonly number[];
  /** Time of all steps together, of all sessions. */
  readonly seconds: number;
  /**
   * Mean time from step to step over the last ones of this session, with whatever lies between them; undefined until there are two, since the
   * first one compiles and waits for its samples.
   */
  readonly secondsPerStep: number | undefined;
  /** Part of this session's steps that went into waiting for samples, 0 to 1. */
  readonly waitShare: number;
  /** @param now milliseconds of a clock that does not jump */
  add(report: StepReport, now: number): void;
  /** The losses that were added since the last call. */
  takeNew(): number[];
}

/** Single steps vary: the pace is that of so many. */
const PACE_STEPS = 20;

/** Goes on with what is stored. */
export function createRunLog(run: Pick<StoredRun, 'losses' | 'seconds'>): RunLog {
  const losses = [...run.losses];
  const times: number[] = [];
  let { seconds } = run;
  let told = losses.length;
  let stepSeconds = 0;
  let waitSeconds = 0;
  return {
    losses,
    get seconds() {
      return seconds;
    },
    get secondsPerStep() {
      const steps = times.length - 1;
      return steps < 1 ? undefined : (times.at(-1)! - times[0]!) / 1000 / steps;
    },
    get waitShare() {
      return stepSeconds === 0 ? 0 : waitSeconds / stepSeconds;
    },
    add(report, now) {
      losses.push(report.loss);
      seconds += report.seconds;
      stepSeconds += report.seconds;
      waitSeconds += report.waitSeconds;
      times.push(now);
      if (times.length > PACE_STEPS + 1) times.shift();
    },
    takeNew() {
      const fresh = losses.slice(told);
      told = losses.length;
      return fresh;
    },
  };
}
