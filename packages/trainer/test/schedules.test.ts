import { constantSchedule, cosineSchedule, inverseRootSchedule, stepSchedule } from '@unet/trainer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

test('constant', () => {
  const schedule = constantSchedule(0.25);
  expect([0, 1, 1000].map(schedule)).toEqual([0.25, 0.25, 0.25]);
});

describe('cosine', () => {
  test('falls along half a cosine to nothing and stays there', () => {
    const schedule = cosineSchedule(2, { steps: 4 });
    const rates = [0, 1, 2, 3, 4, 5, 100].map(schedule);
    const expected = [2, 1 + Math.SQRT1_2, 1, 1 - Math.SQRT1_2, 0, 0, 0];
    for (const [step, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[step]!, 12);
  });

  test('rises in proportion first, reaches the full rate, and ends at its share', () => {
    const schedule = cosineSchedule(2, { steps: 8, warmup: 4, final: 0.25 });
    const rates = [0, 1, 2, 3, 4, 6, 8, 9].map(schedule);
    const expected = [0.5, 1, 1.5, 2, 2, 1.25, 0.5, 0.5];
    for (const [step, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[step]!, 12);
  });

  test('never rises after the warm-up nor leaves its range', () => {
    const options = fc.record({ steps: fc.integer({ min: 11, max: 500 }), warmup: fc.integer({ min: 0, max: 10 }) });
    fc.assert(
      fc.property(options, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(600), (settings, final, step) => {
        const schedule = cosineSchedule(0.1, { ...settings, final });
        const rate = schedule(step);
        expect(rate).toBeGreaterThanOrEqual(step < settings.warmup ? 0 : 0.1 * final - 1e-12);
        expect(rate).toBeLessThanOrEqual(0.1);
        if (step >= settings.warmup) expect(schedule(step + 1)).toBeLessThanOrEqual(rate);
      }),
      { numRuns: 50 },
    );
  });
});

test('step', () => {
  const schedule = stepSchedule(1, { every: 3, factor: 0.5 });
  expect([0, 2, 3, 5, 6, 9].map(schedule)).toEqual([1, 1, 0.5, 0.5, 0.25, 0.125]);
});

test('inverse root: one half after three times the steady steps', () => {
  const schedule = inverseRootSchedule(2, { steady: 100 });
  expect([0, 300, 800, 9900].map(schedule)).toEqual([2, 1, 2 / 3, 0.2]);
});

test.each([
  [() => inverseRootSchedule(0, { steady: 1 }), 'inverseRootSchedule: learningRate must be a finite number > 0, got 0'],
  [() => inverseRootSchedule(1, { steady: 0 }), 'inverseRootSchedule: steady must be a finite number > 0, got 0'],
  [() => constantSchedule(0), 'constantSchedule: learningRate must be a finite number > 0, got 0'],
  [
    () => constantSchedule(Number.POSITIVE_INFINITY),
    'constantSchedule: learningRate must be a finite number > 0, got Infinity',
  ],
  [() => cosineSchedule(Number.NaN, { steps: 2 }), 'cosineSchedule: learningRate must be a finite number > 0, got NaN'],
  [() => cosineSchedule(1, { steps: 5, warmup: 5 }), 'cosineSchedule: steps must be more than the warm-up of 5, got 5'],
  [() => cosineSchedule(1, { steps: 5, warmup: -1 }), 'cosineSchedule: warmup must be a finite number >= 0, got -1'],
  [() => cosineSchedule(1, { steps: 5, final: 1.5 }), 'cosineSchedule: final must be a number from 0 to 1, got 1.5'],
  [() => stepSchedule(-1, { every: 1, factor: 1 }), 'stepSchedule: learningRate must be a finite number > 0, got -1'],
  [() => stepSchedule(1, { every: 0.5, factor: 1 }), 'stepSchedule: every must be a positive integer, got 0.5'],
  [() => stepSchedule(1, { every: 1, factor: 0 }), 'stepSchedule: factor must be a finite number > 0, got 0'],
])('refused: %#', (call, message) => {
  expect(call).toThrow(new RangeError(message));
});

test('an unknown option is refused', () => {
  expect(() => cosineSchedule(1, { steps: 5, warmUp: 1 } as never)).toThrow(
    new TypeError('cosineSchedule: options.warmUp is not an option, only steps, warmup, final'),
  );
  expect(() => stepSchedule(1, { gamma: 1 } as never)).toThrow(/^stepSchedule: options\.gamma is not an option/);
  expect(() => inverseRootSchedule(1, 100 as never)).toThrow(
    new TypeError('inverseRootSchedule: options must be an object, got 100'),
  );
});
