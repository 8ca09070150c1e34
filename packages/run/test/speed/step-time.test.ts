import { expect, test } from 'vitest';
import { estimateStep, stepOperations, tinyNetwork } from '../../src/speed/step-time.ts';

test('the operations of a small network are those of its convolutions, counted by hand', () => {
  // Depth 1, width 2, input 20: 18 and 16 pixels, pooled to 8; 6, 4; up to 8; 6, 4.
  const down = 9 * 2 * 2 * 16 ** 2;
  const bottom = 9 * 2 * 4 * 6 ** 2 + 9 * 4 * 4 * 4 ** 2;
  const up = 4 * 4 * 2 * 4 ** 2;
  const merge = 9 * 4 * 2 * 6 ** 2 + 9 * 2 * 2 * 4 ** 2;
  expect(stepOperations(tinyNetwork, 20)).toBe(2 * 3 * (down + bottom + up + merge));
});

const rates = [
  { operations: 1e8, operationsPerSecond: 1e9 },
  { operations: 1e10, operationsPerSecond: 5e9 },
];
const depth3 = { depth: 3, baseWidth: 8 };

test('a step takes its overhead, in proportion to its layers, and its operations', () => {
  const speed = { tinyStepSeconds: 0.008, rates: rates.slice(0, 1) };
  const operations = stepOperations(depth3, 188);
  expect(estimateStep(speed, depth3, 188)).toBeCloseTo(0.018 + operations / 1e9, 12);
});

test('the rate is that of steps of this size: between two that were measured, in the middle of them', () => {
  const seconds = (inputSize: number) => estimateStep({ tinyStepSeconds: 0, rates }, depth3, inputSize);
  const smallest = stepOperations(depth3, 92);
  expect(smallest).toBeLessThan(1e8);
  expect(seconds(92)).toBeCloseTo(smallest / 1e9, 12);
  const middle = stepOperations(depth3, 188);
  const rate = 1e9 + 4e9 * (Math.log10(middle / 1e8) / 2);
  expect(seconds(188)).toBeCloseTo(middle / rate, 12);
  const largest = stepOperations(depth3, 988);
  expect(largest).toBeGreaterThan(1e10);
  expect(seconds(988)).toBeCloseTo(largest / 5e9, 12);
});

test('the paper’s network needs some 10^12 operations a step', () => {
  const operations = stepOperations({ depth: 4, baseWidth: 64 }, 572);
  expect(operations).toBeGreaterThan(0.9e12);
  expect(operations).toBeLessThan(1.1e12);
});
