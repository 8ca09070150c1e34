/** A checkpoint is due after this time, too, however few steps were taken: no more is lost on a slow machine that goes down. */
const MOST_SECONDS = 120;

/** Says when a checkpoint is to be saved. */
export interface CheckpointPace {
  /** Whether one is due after this step. */
  isDue(step: number): boolean;
  /** To be called when one is saved. */
  saved(): void;
}

/**
 * @param every steps between two checkpoints
 * @param now milliseconds on a clock
 */
export function createCheckpointPace(every: number, now: () => number = () => performance.now()): CheckpointPace {
  let last = now();
  return {
    isDue: (step) => step % every === 0 || now() - last > MOST_SECONDS * 1000,
    saved: () => {
      last = now();
    },
  };
}
