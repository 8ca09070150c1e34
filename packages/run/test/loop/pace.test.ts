import { byCost, everySteps } from '@unet/run';
import { describe, expect, test } from 'vitest';

describe('everySteps', () => {
  test('is due after so many steps, and after more than two minutes since the last time', () => {
    const pace = everySteps(50, {}, 5000);
    expect([49, 50, 51, 100].map((step) => pace.isDue(step, 5000))).toEqual([false, true, false, true]);
    expect(pace.isDue(51, 125_000)).toBe(false);
    expect(pace.isDue(51, 125_001)).toBe(true);
    pace.done(125_001, 126_000);
    expect(pace.isDue(52, 246_000)).toBe(false);
    expect(pace.isDue(53, 246_001)).toBe(true);
  });

  test('takes another time', () => {
    expect(everySteps(50, { seconds: 3 }, 0).isDue(1, 3001)).toBe(true);
  });
});

describe('byCost', () => {
  test('is due after the least time, counted from the first question', () => {
    const pace = byCost(1000, 20);
    expect([500, 1499, 1500].map((now) => pace.isDue(1, now))).toEqual([false, false, true]);
  });

  test('work that takes long is due again after many times its own duration', () => {
    const pace = byCost(1000, 20);
    pace.done(2000, 2010);
    expect([3009, 3010].map((now) => pace.isDue(1, now))).toEqual([false, true]);
    pace.done(4000, 4100);
    expect([6099, 6100].map((now) => pace.isDue(1, now))).toEqual([false, true]);
  });
});
