import { expect, test } from 'vitest';
import { createPacer } from '../../src/train/worker/pacer.ts';

test('work is due after the least time, counted from the first question', () => {
  const pacer = createPacer(1000, 20);
  expect(pacer.isDue(500)).toBe(false);
  expect(pacer.isDue(1499)).toBe(false);
  expect(pacer.isDue(1500)).toBe(true);
});

test('work that takes long is due again after many times its own duration', () => {
  const pacer = createPacer(1000, 20);
  pacer.done(2000, 2010);
  expect(pacer.isDue(3009)).toBe(false);
  expect(pacer.isDue(3010)).toBe(true);
  pacer.done(4000, 4100);
  expect(pacer.isDue(6099)).toBe(false);
  expect(pacer.isDue(6100)).toBe(true);
});
