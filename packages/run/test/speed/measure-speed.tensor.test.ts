import { estimateStep, measureSpeed, type Speed } from '@unet/run';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('a speed with which steps can be estimated, of real steps, and nothing is left behind', async () => {
  const start = performance.now();
  let measured: Speed | undefined;
  await expectNoLeak(async () => {
    measured = await measureSpeed({ seconds: 0.01 });
  });
  const speed = measured!;
  const spent = (performance.now() - start) / 1000;
  expect(speed.tinyStepSeconds).toBeGreaterThan(0);
  expect(speed.tinyStepSeconds).toBeLessThan(spent);
  expect(speed.rates.length).toBeGreaterThanOrEqual(1);
  for (const { operations, operationsPerSecond } of speed.rates) {
    expect(operationsPerSecond).toBeGreaterThan(0);
    // Each network was stepped through twice at least, within the time that all took.
    expect(operations / operationsPerSecond).toBeLessThan(spent);
  }
  const sizes = speed.rates.map(({ operations }) => operations);
  expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
  const small = estimateStep(speed, { depth: 1, baseWidth: 16 }, 60);
  expect(small).toBeGreaterThan(0);
  expect(estimateStep(speed, { depth: 4, baseWidth: 64 }, 572)).toBeGreaterThan(small);
});

test('an unknown option is refused', async () => {
  await expect(measureSpeed({ second: 1 } as never)).rejects.toThrow(TypeError);
});
