import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRedraw } from '../../src/train/view/create-redraw.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function unexpected(error: unknown): void {
  throw error;
}

/** A drawing that takes so long. */
function slowly(milliseconds: number, drawn: string[]): (input: string) => Promise<void> {
  return async (input) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    drawn.push(input);
  };
}

test('draws at once, then the last of what has come meanwhile', async () => {
  const drawn: string[] = [];
  const redraw = createRedraw(slowly(10, drawn), unexpected);
  for (const input of ['a', 'b', 'c']) redraw(input);
  await vi.advanceTimersByTimeAsync(10);
  expect(drawn).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(249);
  expect(drawn).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(11);
  expect(drawn).toEqual(['a', 'c']);
});

test('waits nine times as long as a drawing took', async () => {
  const drawn: string[] = [];
  const redraw = createRedraw(slowly(100, drawn), unexpected);
  redraw('a');
  await vi.advanceTimersByTimeAsync(100);
  redraw('b');
  await vi.advanceTimersByTimeAsync(999);
  expect(drawn).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1);
  expect(drawn).toEqual(['a', 'b']);
});

test('waits two seconds at most', async () => {
  const drawn: string[] = [];
  const redraw = createRedraw(slowly(5000, drawn), unexpected);
  redraw('a');
  redraw('b');
  await vi.advanceTimersByTimeAsync(5000 + 2000 + 4999);
  expect(drawn).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1);
  expect(drawn).toEqual(['a', 'b']);
});

test('a drawing that fails is told, and the next one is drawn', async () => {
  const errors: unknown[] = [];
  const drawn: string[] = [];
  const redraw = createRedraw(
    async (input: string) => {
      if (input === 'bad') throw new Error('no');
      drawn.push(input);
    },
    (error) => errors.push(error),
  );
  redraw('bad');
  redraw('good');
  await vi.advanceTimersByTimeAsync(1000);
  expect(errors).toHaveLength(1);
  expect(drawn).toEqual(['good']);
});
