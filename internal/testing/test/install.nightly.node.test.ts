import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { installByNpm, installStrictly } from '../../install/install.mjs';
import { succeed } from '../../scripts/run-command.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unet-install-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifest = { version: '1.0.0', type: 'module', exports: './index.js' };
const tarballs = new Map([
  ['base', await packed('base', "export const base = 'base';")],
  ['honest', await packed('honest', "export { base } from 'base';", { peerDependencies: { base: '^1.0.0' } })],
  ['careless', await packed('careless', "export { base } from 'base';")],
]);

async function packed(name: string, source: string, more = {}): Promise<string> {
  const home = join(folder, 'sources', name);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name, ...manifest, ...more }));
  writeFileSync(join(home, 'index.js'), source);
  const file = await succeed('npm', ['pack', '--silent', `--pack-destination=${folder}`], home, 60);
  return join(folder, file.trim());
}

const load = (project: string, name: string) =>
  succeed(
    process.execPath,
    ['--input-type=module', '--eval', `console.log((await import('${name}')).base)`],
    project,
    60,
  );

test('what a package imports and does not declare is missing, even where somebody else has it', async () => {
  const workplace = mkdtempSync(join(folder, 'strict-'));
  await installStrictly(workplace, { good: ['honest', 'base'], bad: ['careless', 'base'] }, tarballs);
  expect(await load(join(workplace, 'good'), 'honest')).toBe('base\n');
  await expect(load(join(workplace, 'bad'), 'careless')).rejects.toThrow(/ERR_MODULE_NOT_FOUND/);
  await expect(load(join(workplace, 'bad'), 'honest')).rejects.toThrow(/ERR_MODULE_NOT_FOUND/);
});

test('a peer that a project does not name is refused, even where another project has it', async () => {
  const workplace = mkdtempSync(join(folder, 'peers-'));
  const projects = { good: ['honest', 'base'], bad: ['honest'] };
  await expect(installStrictly(workplace, projects, tarballs)).rejects.toThrow(/missing peer base/);
});

test('a name that is neither ours nor locked is refused', async () => {
  const workplace = mkdtempSync(join(folder, 'unknown-'));
  await expect(installStrictly(workplace, { one: ['no-such-package'] }, tarballs)).rejects.toThrow(
    "a README installs no-such-package, which the root's lock file does not hold",
  );
});

test('npm takes ours from tarballs, also where another package wants them', async () => {
  const project = mkdtempSync(join(folder, 'npm-'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies: { honest: '*' } }));
  await installByNpm(project, tarballs);
  expect(await load(project, 'honest')).toBe('base\n');
});
