import { spawn } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileNames, patience, start, temporaryFolder, tiny } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const unet = fileURLToPath(new URL('../../dist/unet.js', import.meta.url));
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

beforeAll(async () => {
  writeSlices(join(folder, 'data'), smallSlices());
  const { code } = await runHere('train', ['data', ...tiny, '--no-figures', '--out', 'run'], folder);
  expect(code).toBe(0);
});

// While it trains: resume.node.test.ts.
describe('a process that is asked to end', () => {
  test.each(signals)(
    'says so in one line while it prepares (%s)',
    async (signal) => {
      const out = `prepares-${signal}`;
      // Synthetic slices take a second.
      const running = start(['train', '--out', out], folder);
      await new Promise((resolve) => setTimeout(resolve, 400));
      running.kill(signal);
      const { code, stderr } = await running.outcome;
      // A machine may be so slow that nothing has heard the signal yet, or so fast that it trains.
      if (code === null) return;
      expect(code).toBe(130);
      expect(stderr).toMatch(/unet: stopped/);
      expect(stderr).not.toMatch(/^ {4}at /m);
      if (existsSync(join(folder, out))) {
        expect(fileNames(join(folder, out)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      }
    },
    patience,
  );
});

const hasFullDevice = existsSync('/dev/full');
test.skipIf(!hasFullDevice).each([
  ['train', ['data', ...tiny, '--no-figures', '--out', 'full']],
  ['inspect', ['data']],
  ['--help', []],
])(
  '%s: an output that takes nothing is one line',
  async (command, words) => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [unet, command, ...words], { cwd: folder, stdio: ['ignore', full, 'pipe'] });
    let stderr = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    closeSync(full);
    // What cannot be scored says so in a line, too.
    expect(stderr).toMatch(/^unet: standard output cannot be written: ENOSPC\n|^unet: run\/predictions\.tif: [^\n]*\n/);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(code).toBe(1);
  },
  patience,
);

test('names that hold what a terminal obeys are printed in words', async () => {
  const name = 'red\u001b[31m\u0007';
  mkdirSync(join(folder, name));
  cpSync(join(folder, 'data'), join(folder, name), { recursive: true });
  for (const [command, words] of [
    ['train', [name, ...tiny, '--no-figures', '--out', 'escaped']],
    ['inspect', [name]],
    ['segment', ['run/model.safetensors', join(name, 'image'), '-o', 'escaped-out']],
    ['segment', ['run/model.safetensors', `${name}/none.png`, '-o', 'escaped-out']],
  ] as const) {
    const { stdout, stderr } = await runHere(command, words, folder);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(stdout + stderr).not.toMatch(/[\u001b\u0007]/);
  }
});

test('a network that the memory cannot hold is refused before anything is made', async () => {
  const { code, stderr } = await runHere('train', ['data', '--base', '1024', '--depth', '3', '--out', 'huge'], folder);
  expect(stderr).toMatch(/^unet: [^\n]*need about [^\n]*This would fit: [^\n]*\n$/);
  expect(code).toBe(1);
  expect(existsSync(join(folder, 'huge'))).toBe(false);
});

test(
  'two runs that begin in one folder at the same time: one trains, one says why not',
  async () => {
    const words = ['train', 'data', ...tiny, '--no-figures', '--out', 'race'];
    const outcomes = await Promise.all([start(words, folder).outcome, start(words, folder).outcome]);
    expect(outcomes.map(({ code }) => code).sort()).toEqual([0, 1]);
    const refused = outcomes.find(({ code }) => code === 1)!;
    expect(refused.stderr).toMatch(/^unet: race: (another process .*|holds a run already.*)\n$/);
  },
  patience,
);
