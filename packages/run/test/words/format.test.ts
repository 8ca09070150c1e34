import { expect, test } from 'vitest';
import { formatBytes, formatDuration, formatPercent, formatSeconds } from '../../src/words/format.ts';

test.each([
  [0, '0:00'],
  [75.4, '1:15'],
  [3599, '59:59'],
  [7500, '2 h 05 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [0.0421, '0.042 s'],
  [0.32, '0.32 s'],
  [1.26, '1.3 s'],
  [25.4, '25 s'],
  [130, '2 min'],
])('a step of %d seconds takes %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test.each([
  [1536, '1.5 KiB'],
  [20 * 2 ** 20, '20.0 MiB'],
  [3 * 2 ** 30, '3.00 GiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('fractions are percentages', () => {
  expect(formatPercent(0.1234)).toBe('12.3 %');
});
