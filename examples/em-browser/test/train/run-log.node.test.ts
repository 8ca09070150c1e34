import { expect, test } from 'vitest';
import { createRunLog } from '../../src/train/worker/run-log.ts';

const report = (loss: number) => ({ step: 1, epoch: 0, loss, learningRate: 1, seconds: 2, waitSeconds: 0.5 });

test('a log goes on with what is stored, and tells only what is new', () => {
  const log = createRunLog({ losses: Float64Array.of(3, 2), seconds: 10 });
  log.add(report(1), 0);
  expect(log.losses).toEqual([3, 2, 1]);
  expect(log.seconds).toBe(12);
  expect(log.waitShare).toBe(0.25);
  expect(log.takeNew()).toEqual([1]);
  expect(log.takeNew()).toEqual([]);
});

test('the pace is that of the last twenty steps, without the first one', () => {
  const log = createRunLog({ losses: new Float64Array(), seconds: 0 });
  log.add(report(1), 90_000);
  expect(log.secondsPerStep).toBeUndefined();
  log.add(report(1), 94_000);
  expect(log.secondsPerStep).toBe(4);
  for (let step = 1; step <= 20; step++) log.add(report(1), 94_000 + 1000 * step);
  expect(log.secondsPerStep).toBe(1);
});
