import { describe, expect, test } from 'vitest';
import { measured } from './support/measured.ts';
import { usePages } from './support/open-page.ts';

// Renderers in software take their time.
describe('the benchmark, served without isolation', () => {
  const open = usePages({ isolated: false, gpu: true });

  test.each(['webgl', 'webgpu'])('times every operation of every block on %s, both ways', async (backend) => {
    const page = await open({ path: `benchmark.html?backend=${backend}&base=2&input-size=188&runs=1` });
    const { timings, settings, emulated, device } = await measured(page);
    expect(settings).toEqual({ backend, baseWidth: 2, inputSize: 188, runs: 1, wide: false });
    expect(emulated).toBe(true);
    expect(timings).toHaveLength(9 * 3);
    for (const { stock, ours } of timings) expect([...stock, ...ours].filter((time) => time > 0)).toHaveLength(2);
    expect(await page.locator('#rows tr').count()).toBe(27);
    expect(await page.locator('#headline').textContent()).toContain(`${backend} on ${device}, which is a program`);
  });

  test('can be stopped', async () => {
    const page = await open({ path: 'benchmark.html?backend=webgl&base=64&input-size=572&runs=9' });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped; what is measured stays.').waitFor();
    expect(await page.getByRole('button', { name: 'Start' }).isEnabled()).toBe(true);
  });
});
