import * as trainer from '@unet/trainer';
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
      "currentUNet",
      "decodeCheckpoint",
      "disposeTrainingState",
      "encodeCheckpoint",
      "evaluate",
      "firstDifference",
      "inverseRootSchedule",
      "largestTile",
      "lossAlarm",
      "mostProbableClass",
      "predictionAlarm",
      "sgd",
      "sliceAlarms",
      "stepSchedule",
      "train",
      "trainStep",
    ]
  `);
});
