import type { StepReport } from '@unet/trainer';

/** The course of a run as it is kept. */
export interface RunCourse {
  /** Loss of every step from the first one on; NaN where it was lost. */
  readonly losses: ArrayLike<number>;
  /** Time of all steps together, of all sessions, in seconds. */
  readonly seconds: number;
  /** Part of it that went into waiting for samples. */
  readonly waitSeconds: number;
}

/** The course of a run, from its first step on, while it trains. */
export interface RunLog extends RunCourse {
  readonly losses: readonly number[];
  /** Mean loss of the last 20 steps: single tiles differ too much to be read. NaN before the first one. */
  readonly recentLoss: number;
  /**
   * Mean time from step to step over the last 20 of this session, with whatever lies between them; undefined until there are two, since the first
   * one compiles and waits for its samples.
   */
  readonly secondsPerStep: number | undefined;
  /** Part of this session's steps that went into waiting for samples, 0 to 1. */
  readonly waitShare: number;
}

/** A {@link RunLog} that is written. */
export interface WritableRunLog extends RunLog {
  /** @param now milliseconds of a clock that does not jump */
  add(report: StepReport, now: number): void;
}

/** Single steps vary: loss and pace are those of so many. */
const RECENT_STEPS = 20;

/** Goes on with what is kept. */
export function createRunLog(kept: RunCourse): WritableRunLog {
  const losses = Array.from(kept.losses);
  const times: number[] = [];
  let { seconds, waitSeconds } = kept;
  return {
    losses,
    get seconds() {
      return seconds;
    },
    get waitSeconds() {
      return waitSeconds;
    },
    get recentLoss() {
      const recent = losses.slice(-RECENT_STEPS).filter((loss) => !Number.isNaN(loss));
      return recent.reduce((sum, loss) => sum + loss, 0) / recent.length;
    },
    get secondsPerStep() {
      const steps = times.length - 1;
      return steps < 1 ? undefined : (times.at(-1)! - times[0]!) / 1000 / steps;
    },
    get waitShare() {
      const stepSeconds = seconds - kept.seconds;
      return stepSeconds === 0 ? 0 : (waitSeconds - kept.waitSeconds) / stepSeconds;
    },
    add(report, now) {
      losses.push(report.loss);
      seconds += report.seconds;
      waitSeconds += report.waitSeconds;
      times.push(now);
      if (times.length > RECENT_STEPS + 1) times.shift();
    },
  };
}

/** The course of the first `steps` steps, whatever was kept: what is missing is lost, what is later is done again. */
export function courseOf(kept: RunCourse | undefined, steps: number): RunCourse {
  const losses = Array.from({ length: steps }, (_, index) => kept?.losses[index] ?? Number.NaN);
  return { losses, seconds: kept?.seconds ?? 0, waitSeconds: kept?.waitSeconds ?? 0 };
}
