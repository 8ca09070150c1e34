import { expect, test } from 'vitest';
import { joinView, noRuns } from '../../dashboard/src/runs.ts';
import { smooth } from '../../dashboard/src/smooth.ts';
import type { RunView } from '../../src/dashboard/run-view.ts';

test('a constant stays what it is from the first value on, and gaps stay', () => {
  expect(smooth([2, 2, null, 2], 0.9)).toEqual([2, 2, null, 2].map((value) => value && expect.closeTo(value, 12)));
  expect(smooth([1, 3], 0)).toEqual([1, 3]);
  // (0.5 * 0.5 * 1 + 0.5 * 3) / (1 - 0.5^2)
  expect(smooth([1, 3], 0.5)[1]).toBeCloseTo(1.75 / 0.75, 12);
});

test('what is new goes behind what is known; what was written anew takes its place', () => {
  const run = (revision: number, steps: readonly number[]): RunView => ({
    id: '1',
    name: 'runs/one',
    status: 'running',
    step: 0,
    config: {},
    scores: {},
    previews: [],
    pictures: [],
    log: { revision, steps, losses: steps, rates: steps, seconds: steps },
  });
  const one = joinView(noRuns, { runs: [run(1, [1, 2])] });
  expect(one.known).toEqual({ 1: [1, 2] });
  const two = joinView(one, { runs: [run(1, [3])] });
  expect(two.runs[0]!.logSteps).toEqual([1, 2, 3]);
  expect(two.known).toEqual({ 1: [1, 3] });
  expect(joinView(two, { runs: [run(2, [1])] }).runs[0]!.losses).toEqual([1]);
});
