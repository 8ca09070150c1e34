import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/cli.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const backends = (...words: string[]) => runHere('backends', words, folder);

test('what is installed, what is picked, and how to have the others', async () => {
  const { code, stdout, stderr } = await backends('--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { picked, reason, backends: all } = JSON.parse(stdout);
  expect(picked).toBe('simd');
  expect(reason).toMatch(/^simd, the fastest that works here/);
  const byName = Object.fromEntries(all.map((one: { name: string }) => [one.name, one]));
  expect(Object.keys(byName)).toEqual(['tensorflow-gpu', 'tensorflow', 'webgpu', 'simd', 'wasm', 'cpu']);
  expect(byName.simd).toEqual({ name: 'simd', packages: expect.any(Array), installed: true, picked: true });
  expect(byName.cpu).toMatchObject({ installed: true, picked: false });
  expect(byName.tensorflow).toMatchObject({ installed: false, remark: 'npm install @tensorflow/tfjs-node' });
  // Tried before simd, and not good enough here; the reason says the same.
  expect(reason).toContain(byName.webgpu.remark);
  const lines = (await backends()).stdout.split('\n');
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}\* simd +yes$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {4}tensorflow +no {2}npm install @tensorflow\/tfjs-node$/));
  expect(lines.at(-2)).toMatch(/^Picked: simd, the fastest that works here/);
});
