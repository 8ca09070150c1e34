import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { build, patience, run, temporaryFolder, tiny } from './cli.ts';
import { smallSlices, writeSlices } from './fixtures.ts';

const folder = temporaryFolder();
const endWorkers = new URL('./end-workers.mjs', import.meta.url);

beforeAll(async () => {
  await build();
  writeSlices(join(folder, 'data'), smallSlices());
}, patience);

test('a thread that dies while it prepares samples: one line, and the run can go on', async () => {
  // Not simd, whose own threads would die as well.
  const options = ['--data', 'data', ...tiny, '--backend', 'wasm', '--no-figures', '--out', 'run'];
  const endless = [...options, '--steps', '1000000', '--checkpoint-every', '1'];
  const { code, stderr } = await run('train', endless, folder, { NODE_OPTIONS: `--import=${endWorkers}` });
  expect(stderr).toBe('em-train: sample worker: ended by itself with exit code 7\n');
  expect(code).toBe(1);
  const steps = readFileSync(join(folder, 'run/log.csv'), 'utf8').trimEnd().split('\n').length - 1;
  const longer = ['--resume', '--steps', `${steps + 2}`, '--backend', 'wasm', '--no-figures', '--out', 'run'];
  const resumed = await run('train', longer, folder);
  expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: '' });
});
