import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { build, fileNames, patience, run, start, temporaryFolder, tiny } from './cli.ts';
import { smallSlices, writeSlices } from './fixtures.ts';
import { runHere } from './run-here.ts';

// What only a process of its own shows; what the commands say and write is tested without one.

const folder = temporaryFolder();
const options = ['--data', 'data', ...tiny, '--no-figures'];

beforeAll(async () => {
  await build();
  writeSlices(join(folder, 'data'), smallSlices());
  mkdirSync(join(folder, 'nothing'));
}, patience);

const bytes = (path: string) => new Uint8Array(readFileSync(join(folder, path)));

test(
  'threads that prepare samples, and a reader who has had enough, change nothing of what comes out',
  async () => {
    const here = await runHere('train', [...options, '--out', 'here'], folder);
    expect({ code: here.code, stderr: here.stderr }).toEqual({ code: 0, stderr: '' });
    const runs = ['unread', 'threads-1', 'threads-3'].map((name) => {
      const threads = name.startsWith('threads') ? ['--workers', name.slice(-1)] : [];
      const running = start('train', [...options, ...threads, '--out', name], folder);
      if (name === 'unread') running.closeOutput();
      return { name, running };
    });
    for (const { name, running } of runs) {
      const { code, stderr } = await running.outcome;
      expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' });
      for (const file of ['model.safetensors', 'predictions.tif', 'checkpoints/step-000004.safetensors']) {
        expect(bytes(`${name}/${file}`)).toEqual(bytes(`here/${file}`));
      }
    }
  },
  patience,
);

test.each([
  { command: 'train', words: ['--stepz', '4'], line: "em-train: unknown option '--stepz' (Did you mean --steps?)" },
  { command: 'train', words: ['--data', 'nowhere'], line: 'em-train: nowhere/image: no such file or folder' },
  {
    command: 'segment',
    words: ['--out', 'out.tif', '--images', 'x'],
    line: "em-segment: required option '--model <file>' not specified",
  },
] as const)('em-$command ends with exit code 1 after one line: $line', async ({ command, words, line }) => {
  const { code, stdout, stderr } = await run(command, words, join(folder, 'nothing'));
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `${line}\n` });
  expect(fileNames(join(folder, 'nothing'))).toEqual([]);
});

test('a thread that dies while it prepares samples: one line, and the run can go on', async () => {
  // Not simd, whose own threads would die as well.
  const onWasm = ['--backend', 'wasm', '--no-figures', '--out', 'run'];
  const endless = ['--data', 'data', ...tiny, ...onWasm, '--steps', '1000000', '--checkpoint-every', '1'];
  const endWorkers = new URL('./end-workers.mjs', import.meta.url);
  const { code, stderr } = await run('train', endless, folder, { NODE_OPTIONS: `--import=${endWorkers}` });
  expect(stderr).toBe('em-train: sample worker: ended by itself with exit code 7\n');
  expect(code).toBe(1);
  const steps = readFileSync(join(folder, 'run/log.csv'), 'utf8').trimEnd().split('\n').length - 1;
  const resumed = await runHere('train', ['--resume', '--steps', `${steps + 2}`, ...onWasm], folder);
  expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: '' });
});
