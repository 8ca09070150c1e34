import { expect, test } from 'vitest';
import { estimateStep, stepOperations, tinyNetwork } from '../../src/engine/step-time.ts';

test('the operations of a small network are those of its convolutions, counted by hand', () => {
  // Depth 1, width 2, tile 20: 18 and 16 pixels, pooled to 8; 6, 4; up to 8; 6, 4.
  const down = 9 * 2 * 2 * 16 ** 2;
  const bottom = 9 * 2 * 4 * 6 ** 2 + 9 * 4 * 4 * 4 ** 2;
  const up = 4 * 4 * 2 * 4 ** 2;
  const merge = 9 * 4 * 2 * 6 ** 2 + 9 * 2 * 2 * 4 ** 2;
  expect(stepOperations(tinyNetwork, 20)).toBe(2 * 3 * (down + bottom + up + merge));
});

test('a step takes its overhead, in proportion to its layers, and its operations', () => {
  const speed = { tinyStepSeconds: 0.008, operationsPerSecond: 1e9 };
  const depth3 = { depth: 3, baseWidth: 8 };
  const operations = stepOperations(depth3, 188);
  expect(estimateStep(speed, depth3, 188)).toBeCloseTo(0.018 + operations / 1e9, 12);
});

test('the paper’s network needs some 10^12 operations a step', () => {
  const operations = stepOperations({ depth: 4, baseWidth: 64 }, 572);
  expect(operations).toBeGreaterThan(0.9e12);
  expect(operations).toBeLessThan(1.1e12);
});
