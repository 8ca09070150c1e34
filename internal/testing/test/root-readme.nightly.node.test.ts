import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { codeBlocks } from '../../install/readme.mjs';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

it("runs the root README's example as it stands, on the build", async () => {
  const blocks = codeBlocks(readFileSync(`${repository}README.md`, 'utf8'));
  const example = blocks.find(({ language }) => language === 'js')!.code;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', example], { cwd: repository });
  const lines = (await run).stdout.trim().split('\n');
  const losses = lines.flatMap((line) => /^step \d+: loss (\d+\.\d+)$/.exec(line)?.[1] ?? []).map(Number);
  expect(losses).toHaveLength(3);
  expect(losses.at(-1)).toBeLessThan(losses[0]!);
  const error = Number(/^pixel error of an unseen slice: (\d\.\d+)$/.exec(lines.at(-1)!)?.[1]);
  expect(error).toBeGreaterThan(0);
  expect(error).toBeLessThan(0.25);
});
