import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '../../scripts/run-command.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unet-run-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (source: string, seconds = 20, options = {}) =>
  runCommand(process.execPath, ['--eval', source], folder, seconds, options);

/** Starts a program of its own that writes its number down and would go on for a minute. */
const withChild = (file: string) => `
  const { spawn } = require('node:child_process');
  const source = \`require('node:fs').writeFileSync('${file}', String(process.pid)); setTimeout(() => {}, 60_000)\`;
  spawn(process.execPath, ['--eval', source], { stdio: 'ignore' });
  setTimeout(() => {}, 60_000);
`;

const numberIn = (file: string) => Number(readFileSync(join(folder, file), 'utf8'));
const hasEnded = (number: number) => {
  try {
    process.kill(number, 0);
    return false;
  } catch {
    return true;
  }
};

describe('runCommand', () => {
  test('gives the exit code and what was written, also of a program that fails', async () => {
    const { code, output, standardOutput } = await run(
      'console.log("one"); console.error("two"); process.exitCode = 7',
    );
    expect({ code, standardOutput }).toEqual({ code: 7, standardOutput: 'one\n' });
    expect(output.split('\n').sort()).toEqual(['', 'one', 'two']);
  });

  test('runs in its folder, with the given environment alone', async () => {
    const environment = { PATH: process.env.PATH, COLOUR: 'green' };
    const { output } = await run('console.log(process.cwd(), process.env.COLOUR, process.env.HOME)', 20, {
      environment,
    });
    expect(output).toMatch(/unet-run-command-\S+ green undefined\n$/);
  });

  test('says that a program is not there', async () => {
    const { code, output } = await runCommand('no-such-program', [], folder, 20);
    expect(code).toBe(1);
    expect(output).toMatch(/no-such-program ENOENT/);
  });

  test('ends what takes too long, and says so', async () => {
    const { code, output } = await run('console.log("begun"); setTimeout(() => {}, 60_000)', 1);
    expect(code).toBe(1);
    expect(output).toBe('begun\n\nended after 1 s');
  });

  test('a signal ends the program and what it has started', async () => {
    const interruption = new AbortController();
    const running = run(withChild('child.txt'), 20, { signal: interruption.signal });
    while (!existsSync(join(folder, 'child.txt')) || numberIn('child.txt') === 0) await sleep(20);
    interruption.abort(new Error('interrupted'));
    await expect(running).rejects.toThrow('interrupted');
    await expect.poll(() => hasEnded(numberIn('child.txt')), { timeout: 5000 }).toBe(true);
  });

  test('a signal that was given before starts nothing', async () => {
    const signal = AbortSignal.abort(new Error('interrupted'));
    await expect(run('require("node:fs").writeFileSync("begun.txt", "")', 20, { signal })).rejects.toThrow(
      'interrupted',
    );
    expect(existsSync(join(folder, 'begun.txt'))).toBe(false);
  });
});
