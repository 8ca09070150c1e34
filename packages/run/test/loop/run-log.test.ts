import { expect, test } from 'vitest';
import { courseOf, createRunLog } from '../../src/loop/run-log.ts';

const report = (loss: number) => ({ step: 1, epoch: 0, loss, learningRate: 1, seconds: 2, waitSeconds: 0.5 });
const nothing = { losses: [], seconds: 0, waitSeconds: 0 };

test('a log goes on with what is kept; the wait is of this session alone', () => {
  const log = createRunLog({ losses: Float64Array.of(3, 2), seconds: 10, waitSeconds: 9 });
  expect(log.waitShare).toBe(0);
  log.add(report(1), 0);
  expect(log.losses).toEqual([3, 2, 1]);
  expect(log.seconds).toBe(12);
  expect(log.waitSeconds).toBe(9.5);
  expect(log.waitShare).toBe(0.25);
});

test('the pace is that of the last twenty steps, without the first one', () => {
  const log = createRunLog(nothing);
  log.add(report(1), 90_000);
  expect(log.secondsPerStep).toBeUndefined();
  log.add(report(1), 94_000);
  expect(log.secondsPerStep).toBe(4);
  for (let step = 1; step <= 20; step++) log.add(report(1), 94_000 + 1000 * step);
  expect(log.secondsPerStep).toBe(1);
});

test('the loss that is shown is the mean of the last twenty that are known', () => {
  const log = createRunLog({ ...nothing, losses: [1000, Number.NaN] });
  for (let step = 1; step <= 19; step++) log.add(report(step), step);
  expect(log.recentLoss).toBe(10);
  expect(createRunLog(nothing).recentLoss).toBeNaN();
});

test('of a course that is too long the rest is dropped, of one that is too short the rest is unknown', () => {
  const kept = { losses: [3, 2, 1], seconds: 5, waitSeconds: 1 };
  expect(courseOf(kept, 2)).toEqual({ losses: [3, 2], seconds: 5, waitSeconds: 1 });
  expect(courseOf(kept, 4).losses).toEqual([3, 2, 1, Number.NaN]);
  expect(courseOf(undefined, 1)).toEqual({ losses: [Number.NaN], seconds: 0, waitSeconds: 0 });
});
