export { predictionAlarm, sliceAlarms } from './alarms.ts';
export type { Alarm } from './alarms-of-arrays.ts';
export type { Batch } from './batch.ts';
export { createBatch } from './batch.ts';
export type { ExpectedRun, RunDescription } from './checkpoints/checkpoint.ts';
export { decodeCheckpoint, encodeCheckpoint } from './checkpoints/checkpoint.ts';
export { DivergedError } from './diverged-error.ts';
export type { EarlyStopping, EarlyStoppingOptions } from './early-stopping.ts';
export { createEarlyStopping } from './early-stopping.ts';
export type { EvaluateNetworkOptions, NetworkEvaluation, NetworkEvaluationArrays } from './evaluate.ts';
export { evaluate } from './evaluate.ts';
export type { AdamOptions } from './optimizers/adam.ts';
export { adam } from './optimizers/adam.ts';
export type { NamedTensors, Optimizer, OptimizerInput, OptimizerOutput } from './optimizers/optimizer.ts';
export type { SgdOptions } from './optimizers/sgd.ts';
export { sgd } from './optimizers/sgd.ts';
export type { ClosableSource, SampleSource } from './samples/any-source.ts';
export type { PrefetchOptions } from './samples/prefetch.ts';
export { prefetch } from './samples/prefetch.ts';
export type { NodeSampleWorker, SampleWorker, WebSampleWorker } from './samples/sample-worker.ts';
export { SampleWorkerError } from './samples/sample-worker-error.ts';
export type { WorkerScope } from './samples/serve-samples.ts';
export { serveSamples } from './samples/serve-samples.ts';
export { shareSlices } from './samples/share-slices.ts';
export type { TileSourceOptions } from './samples/tile-source.ts';
export { createTileSource } from './samples/tile-source.ts';
export type { WorkerSourceOptions } from './samples/worker-source.ts';
export { createWorkerSource } from './samples/worker-source.ts';
export type {
  CosineScheduleOptions,
  InverseRootScheduleOptions,
  Schedule,
  StepScheduleOptions,
} from './schedules.ts';
export { constantSchedule, cosineSchedule, inverseRootSchedule, stepSchedule } from './schedules.ts';
export type { StepReport, TrainOptions } from './train.ts';
export { train } from './train.ts';
export type { TrainStepOptions } from './train-step.ts';
export { trainStep } from './train-step.ts';
export type { TrainingState } from './training-state.ts';
export { createTrainingState, currentUNet, disposeTrainingState } from './training-state.ts';
