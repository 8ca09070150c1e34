import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownCommands } from '../../install/known-commands.mjs';
import { commandProblems } from '../../install/readme-commands.mjs';
import { root } from '../../scripts/packages.mjs';

const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
/** What is said as a command: in backticks or as a block, it begins with a program. What it installs is the reader's choice. */
const commands = [...page.matchAll(/(?:`|^ {4})((?:(?:npm|npx|node) |\.ci\/run)[^`\n]*)/gm)]
  .map(([, command]) => command!)
  .filter((command) => !command.startsWith('npm install'));
const known = { ...knownCommands(), help: async () => '--profile --node --gpu' };
const isProgram = (name: string) => existsSync(join(root, 'node_modules/.bin', name));

test('CONTRIBUTING.md names commands of each kind', () => {
  for (const program of ['npm run', 'npm test', 'npx', 'node ', '.ci/run']) {
    expect(
      commands.filter((command) => command.startsWith(program)),
      program,
    ).not.toEqual([]);
  }
});

test.each(commands)('%s is there', async (command) => {
  const [program = '', first = ''] = command.split(/\s+/);
  if (program === 'npm') expect(await commandProblems(command, known)).toEqual([]);
  else if (program === 'npx') expect(isProgram(first), `no dependency has a program ${first}`).toBe(true);
  else expect(existsSync(join(root, program === 'node' ? first : program)), `${first} is not there`).toBe(true);
});

test('the checks that CONTRIBUTING.md lists are those of `npm run check`', () => {
  const source = readFileSync(join(root, 'internal/scripts/check.mjs'), 'utf8');
  const made = [.../^const CHECKS = \[([^\]]*)\]/m.exec(source)![1]!.matchAll(/'([^']+)'/g)].map(([, name]) => name);
  const table = page.slice(page.indexOf('| check | fails where |'), page.indexOf('## Where things are'));
  expect([...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name).sort()).toEqual(made.sort());
});
