export { type Attempts, createAttempts, lossOf } from './loop/attempts.ts';
export { byCost, type EveryStepsOptions, everySteps, type Pace } from './loop/pace.ts';
export { createRunControls, type Ending, type RunControls } from './loop/run-controls.ts';
export { chooseInputSize, type InputSizeRange, inputSizeRange } from './plan/choose-input-size.ts';
export { dataHash } from './plan/data-hash.ts';
export { defaultHeldOut, holdOutFold, holdOutLast, type Split } from './plan/held-out.ts';
export { type RunIdentity, runIdentity } from './plan/run-identity.ts';
export { planRun, type RunPlan, sampleOptionsOf, tilesOf } from './plan/run-plan.ts';
export { type FormerSettings, fromFormer, isFormer } from './recipe/former-settings.ts';
export { augmentationOf, configOf, weightsOf } from './recipe/parts-of-settings.ts';
export { type Recipe, type RecipeName, recipes } from './recipe/recipes.ts';
export type { AugmentationName, RunLength, RunSettings } from './recipe/run-settings.ts';
export { type ScheduleSettings, scheduleSteps } from './recipe/schedule-settings.ts';
export {
  defaultWorkers,
  openSamples,
  type SampleSetup,
  type SampleThreads,
  serveRunSamples,
} from './samples/open-samples.ts';
export { estimateStep, type Speed } from './speed/step-time.ts';
export { formatBytes, formatDuration, formatPercent, formatSeconds } from './words/format.ts';
