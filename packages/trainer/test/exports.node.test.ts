import * as trainer from '@unet/trainer';
import * as arrays from '@unet/trainer/arrays';
import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('exports these names', () => {
  expect(exportedNames('trainer')).toMatchInlineSnapshot(`
    [
      "DivergedError",
      "SampleWorkerError",
      "adam",
      "constantSchedule",
      "cosineSchedule",
      "createBatch",
      "createEarlyStopping",
      "createTileSource",
      "createTrainingState",
      "createWorkerSource",
      "currentUNet",
      "decodeCheckpoint",
      "disposeTrainingState",
      "encodeCheckpoint",
      "evaluate",
      "inverseRootSchedule",
      "predictionAlarm",
      "prefetch",
      "serveSamples",
      "sgd",
      "shareSlices",
      "sliceAlarms",
      "stepSchedule",
      "train",
      "trainStep",
      "type AdamOptions",
      "type Alarm",
      "type Batch",
      "type ClosableSource",
      "type CosineScheduleOptions",
      "type EarlyStopping",
      "type EarlyStoppingOptions",
      "type EvaluateNetworkOptions",
      "type ExpectedRun",
      "type InverseRootScheduleOptions",
      "type NamedTensors",
      "type NetworkEvaluation",
      "type NetworkEvaluationArrays",
      "type NodeSampleWorker",
      "type Optimizer",
      "type OptimizerInput",
      "type OptimizerOutput",
      "type PrefetchOptions",
      "type RunDescription",
      "type SampleSource",
      "type SampleWorker",
      "type Schedule",
      "type SgdOptions",
      "type StepReport",
      "type StepScheduleOptions",
      "type TileSourceOptions",
      "type TrainOptions",
      "type TrainStepOptions",
      "type TrainingState",
      "type WebSampleWorker",
      "type WorkerScope",
      "type WorkerSourceOptions",
    ]
  `);
});

test('the names for workers', () => {
  expect(exportedNames('trainer', 'arrays')).toMatchInlineSnapshot(`
    [
      "SampleWorkerError",
      "createTileSource",
      "createWorkerSource",
      "predictionAlarm",
      "prefetch",
      "serveSamples",
      "shareSlices",
      "sliceAlarms",
      "type Alarm",
      "type ClosableSource",
      "type NodeSampleWorker",
      "type PrefetchOptions",
      "type SampleSource",
      "type SampleWorker",
      "type TileSourceOptions",
      "type WebSampleWorker",
      "type WorkerScope",
      "type WorkerSourceOptions",
    ]
  `);
});

test('the names for Node', () => {
  expect(exportedNames('trainer', 'node')).toMatchInlineSnapshot(`
    [
      "createCheckpointFolder",
      "type CheckpointFile",
      "type CheckpointFolder",
      "type CheckpointFolderOptions",
    ]
  `);
});

test('what workers have is also in the main entry, where some functions take tensors as well', () => {
  const either = ['createTileSource', 'predictionAlarm', 'sliceAlarms'];
  const main = new Map(Object.entries(trainer) as [string, unknown][]);
  for (const [name, value] of Object.entries(arrays)) {
    expect(main.has(name)).toBe(true);
    expect(main.get(name) === value).toBe(!either.includes(name));
  }
});
