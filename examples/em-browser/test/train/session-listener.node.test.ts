import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import type { RunEvent, RunLog, SavedRun } from '@unet/run';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { SessionEvent } from '../../src/train/run/session-messages.ts';
import { sessionListener } from '../../src/train/worker/session-listener.ts';

beforeAll(async () => {
  await setBackend('cpu');
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A session that goes on after `before` steps, whose steps take so many milliseconds each. */
function session({ before, steps, milliseconds }: { before: number; steps: number; milliseconds: number }) {
  const told: SessionEvent[] = [];
  const listener = sessionListener([], (event) => told.push(event));
  const losses = Array.from({ length: before }, (_, index) => index);
  const log: RunLog = { losses, seconds: 1, waitSeconds: 0, recentLoss: 1, secondsPerStep: 1, waitShare: 0 };
  const happens = (event: RunEvent): void => void listener(event);
  happens({ kind: 'ready', step: before, restored: before > 0, log });
  for (let step = before + 1; step <= before + steps; step++) {
    vi.advanceTimersByTime(milliseconds);
    losses.push(step - 1);
    const report = { step, epoch: 0, loss: step - 1, learningRate: 1, seconds: 0, waitSeconds: 0 };
    happens({ kind: 'step', report, log });
  }
  const run = { status: 'paused', step: before + steps } as SavedRun;
  happens({ kind: 'ended', run, log });
  return told.flatMap((event) => (event.kind === 'progress' ? [event] : []));
}

test('the first step is told at once, the others four times a second, and at the end what is left', () => {
  const told = session({ before: 3, steps: 104, milliseconds: 10 });
  // The clock starts with the question after the first step; the reports follow 250 ms apart.
  expect(told.map(({ step }) => step)).toEqual([4, 29, 54, 79, 104, 107]);
  expect(told.flatMap(({ losses }) => losses)).toEqual(Array.from({ length: 104 }, (_, index) => 3 + index));
});

test('steps that take longer than that are told one by one, and no step twice', () => {
  const told = session({ before: 0, steps: 4, milliseconds: 300 });
  expect(told.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
  expect(told.map(({ losses }) => losses)).toEqual([[0], [1], [2], [3]]);
});
