import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/cli.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();

test('--speed takes real steps on each backend that starts', async () => {
  const { code, stdout } = await runHere('backends', ['--speed', '--json'], folder);
  expect(code).toBe(0);
  const { backends } = JSON.parse(stdout);
  const byName = Object.fromEntries(backends.map((one: { name: string }) => [one.name, one]));
  for (const name of ['simd', 'wasm', 'cpu']) {
    const { speed, stepSeconds } = byName[name];
    expect(speed.rates.length).toBeGreaterThanOrEqual(1);
    expect(stepSeconds.quick).toBeGreaterThan(0);
    expect(stepSeconds.paper).toBeGreaterThan(stepSeconds.standard);
    expect(stepSeconds.standard).toBeGreaterThan(stepSeconds.quick);
  }
  expect(byName.simd.stepSeconds.quick).toBeLessThan(byName.cpu.stepSeconds.quick);
  expect(byName.tensorflow.speed).toBeUndefined();
});
