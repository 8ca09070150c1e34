import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { fileNames, patience, run, start, temporaryFolder, tiny } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

// What only a process of its own shows; what the commands say and write is tested without one.

const folder = temporaryFolder();
const options = ['data', ...tiny, '--no-figures'];

beforeAll(async () => {
  writeSlices(join(folder, 'data'), smallSlices());
  mkdirSync(join(folder, 'nothing'));
}, patience);

const bytes = (path: string) => new Uint8Array(readFileSync(join(folder, path)));

test(
  'threads that prepare samples, and a reader who has had enough, change nothing of what comes out',
  async () => {
    const here = await runHere('train', [...options, '--out', 'here'], folder);
    expect({ code: here.code, stderr: here.stderr }).toEqual({ code: 0, stderr: '' });
    const runs = ['unread', 'threads-3'].map((name) => {
      const threads = name.startsWith('threads') ? ['--workers', name.slice(-1)] : [];
      const running = start(['train', ...options, ...threads, '--out', name], folder);
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
  { words: ['train', '--stepz', '4'], code: 2, line: "unet: unknown option '--stepz' (Did you mean --steps?)" },
  { words: ['train', 'nowhere'], code: 1, line: 'unet: nowhere: no such file or folder' },
  { words: ['trian'], code: 2, line: "unet: unknown command 'trian' (Did you mean train?)" },
])('$words ends with exit code $code after one line', async ({ words, code, line }) => {
  const outcome = await run(words, join(folder, 'nothing'));
  expect(outcome).toMatchObject({ code, stdout: '', stderr: `${line}\n` });
  expect(fileNames(join(folder, 'nothing'))).toEqual([]);
});

test('a command that waits for what never comes does not end without a word', async () => {
  const module = new URL('../../dist/terminal/watch-end.js', import.meta.url);
  const program = `const { watchEnd } = await import('${module}'); watchEnd('unet-x'); await new Promise(() => {});`;
  const ended = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  await expect(ended).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('unet-x: ended in the middle of its work, which is a mistake of unet-x\n'),
  });
});

test(
  'two processes on one run: the second is refused while the first computes, and after a kill the lock is gone',
  async () => {
    const long = ['train', ...options, '--steps', '100000', '--out', 'locked', '--checkpoint-every', '100000'];
    const first = start(long, folder);
    await first.printed('Run: locked');
    const second = await run(['train', '--resume', '--out', 'locked'], folder);
    expect(second).toMatchObject({
      code: 1,
      stderr: `unet: locked: another process (${first.pid}) is using this run\n`,
    });
    first.kill('SIGKILL');
    await first.outcome;
    const third = await run(['train', '--resume', '--out', 'locked', '--steps', '1'], folder);
    expect({ code: third.code, stderr: third.stderr }).toEqual({ code: 0, stderr: '' });
  },
  patience,
);

test(
  'a thread that ends while it prepares samples: the run goes on from its last checkpoint by itself',
  async () => {
    // Not simd, which has threads of its own.
    const onWasm = [...options, '--backend', 'wasm', '--steps', '8', '--checkpoint-every', '1', '--workers', '1'];
    const endWorkers = new URL('../support/end-workers.mjs', import.meta.url);
    const whole = run(['train', ...onWasm, '--out', 'undisturbed'], folder);
    const { code, stdout, stderr } = await run(['train', ...onWasm, '--out', 'disturbed'], folder, {
      NODE_OPTIONS: `--import=${endWorkers}`,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^warning: sample worker: ended by itself with exit code 7; training goes on (after step \d+|from its beginning)$/m,
    );
    expect((await whole).code).toBe(0);
    expect(bytes('disturbed/model.safetensors')).toEqual(bytes('undisturbed/model.safetensors'));
  },
  patience,
);
