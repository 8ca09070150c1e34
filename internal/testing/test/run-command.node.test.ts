import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runCommand, succeed } from '../../scripts/run-command.mjs';

const evaluate = (source: string) => [process.execPath, ['--eval', source], tmpdir()] as const;

test('gives the exit code and what was written, also of a program that fails', async () => {
  const source = 'console.log("one"); console.error("two"); process.exitCode = 7';
  const result = await runCommand(...evaluate(source), 20);
  expect(result).toEqual({ code: 7, standardOutput: 'one\n', output: 'one\n\ntwo\n' });
  await expect(succeed(...evaluate(source), 20)).rejects.toThrow(/--eval .* failed \(7\):\none\n\ntwo$/);
});

test('runs in its folder, with the given environment alone', async () => {
  const environment = { PATH: process.env.PATH, COLOUR: 'green' };
  const source = 'console.log(process.cwd(), process.env.COLOUR, process.env.HOME)';
  expect(await succeed(...evaluate(source), 20, environment)).toBe(`${tmpdir()} green undefined\n`);
});

test('says that a program is not there, and ends what takes too long', async () => {
  const missing = await runCommand('no-such-program', [], tmpdir(), 20);
  expect(missing).toMatchObject({ code: 1, output: expect.stringContaining('no-such-program ENOENT') });
  const slow = await runCommand('sh', ['-c', 'echo begun; exec sleep 60'], tmpdir(), 1);
  expect(slow).toMatchObject({ code: 1, output: 'begun\n\nended after 1 s' });
});
