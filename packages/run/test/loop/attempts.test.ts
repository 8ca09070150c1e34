import { createAttempts, lossOf } from '@unet/run';
import { expect, test } from 'vitest';

const named = (name: string): Error => Object.assign(new Error('gone'), { name });

test.each([
  ['DeviceLostError', 'device'],
  ['ThreadError', 'engine'],
  ['SampleWorkerError', 'samples'],
  ['FileError', undefined],
])('of a %s the %s is lost', (name, lost) => {
  expect(lossOf(named(name))).toBe(lost);
  expect(lossOf({ name })).toBeUndefined();
});

test('a run tries again where something was lost, three times at the same place, and as often as it gets further', () => {
  const attempts = createAttempts();
  const lost = named('ThreadError');
  expect([10, 10, 9].map((step) => attempts.mayTryAgain(lost, step))).toEqual([true, true, true]);
  expect([11, 12, 12, 12].map((step) => attempts.mayTryAgain(lost, step))).toEqual([true, true, true, true]);
  expect(attempts.mayTryAgain(lost, 12)).toBe(false);
  expect(attempts.mayTryAgain(new RangeError('wrong'), 20)).toBe(false);
});
