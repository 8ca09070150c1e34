import * as trainer from '@unet/trainer';
import * as arrays from '@unet/trainer/arrays';
import { expect, test } from 'vitest';

test('exports these names', () => {
  expect(Object.keys(trainer).sort()).toMatchInlineSnapshot(`
    [
      "CheckpointError",
      "adam",
      "classProbability",
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
      "firstDifference",
      "fitToDevice",
      "inverseRootSchedule",
      "largestTile",
      "lossAlarm",
      "mostProbableClass",
      "predictionAlarm",
      "prefetch",
      "serveSamples",
      "sgd",
      "shareSlices",
      "sliceAlarms",
      "stepSchedule",
      "train",
      "trainStep",
    ]
  `);
});

test('the names for workers, all of them also in the main entry', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "createTileSource",
      "createWorkerSource",
      "fitToDevice",
      "largestTile",
      "lossAlarm",
      "predictionAlarm",
      "prefetch",
      "serveSamples",
      "shareSlices",
      "sliceAlarms",
    ]
  `);
  expect(trainer).toMatchObject({ ...arrays });
});
