import {
  adam,
  constantSchedule,
  cosineSchedule,
  inverseRootSchedule,
  type Optimizer,
  type Schedule,
  sgd,
  stepSchedule,
} from '@unet/trainer';
import type { RunSettings } from '../recipe/run-settings.ts';
import type { ScheduleSettings } from '../recipe/schedule-settings.ts';

/** The optimiser of a run. */
export function optimizerOf({ optimizer }: Pick<RunSettings, 'optimizer'>): Optimizer {
  return optimizer === 'sgd' ? sgd() : adam();
}

/**
 * Its learning rate at each step.
 * @param steps of the whole run, of which `cosine` makes use
 */
export function scheduleOf(settings: ScheduleSettings, steps: number): Schedule {
  const { schedule, learningRate, steady = 200, warmup, finalShare, every = 1000, factor = 0.1 } = settings;
  switch (schedule) {
    case 'constant':
      return constantSchedule(learningRate);
    case 'inverse-root':
      return inverseRootSchedule(learningRate, { steady });
    case 'cosine':
      return cosineSchedule(learningRate, { steps, warmup, final: finalShare });
    case 'step':
      return stepSchedule(learningRate, { every, factor });
  }
}
