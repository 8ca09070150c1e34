import { adam, constantSchedule, inverseRootSchedule, type Optimizer, type Schedule, sgd } from '@unet/trainer';
import type { RunPlan } from '../../storage/stored-run.ts';

/** The optimiser of a run. */
export function optimizerOf({ recipe }: RunPlan): Optimizer {
  return recipe === 'paper' ? sgd() : adam();
}

/** Its learning rate at each step. */
export function scheduleOf({ recipe, learningRate }: RunPlan): Schedule {
  return recipe === 'paper' ? constantSchedule(learningRate) : inverseRootSchedule(learningRate, { steady: 200 });
}
