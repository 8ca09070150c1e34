import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commit, copyRepository } from '../../release/repository-copy.mjs';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unet-repository-copy-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [root, copy] = [join(folder, 'root'), join(folder, 'copy')];

const author = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];
const git = async (command: string, args: readonly string[], cwd: string) =>
  execFileSync(command, [...author, ...args], { cwd, encoding: 'utf8' });

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeAll(async () => {
  write('package.json', '{ "workspaces": ["packages/*"] }');
  write('packages/tiling/package.json', '{ "name": "@unet/tiling" }');
  write('packages/notes/deep/page.md', 'no package');
  write('gone.txt', 'deleted later');
  write('.gitignore', 'node_modules\ndist/\n');
  await git('git', ['init', '--quiet'], root);
  await git('git', ['add', '--all'], root);
  await git('git', ['commit', '--quiet', '--message=first'], root);

  rmSync(join(root, 'gone.txt'));
  write('packages/tiling/package.json', '{ "name": "@unet/tiling", "version": "1.0.0" }');
  write('packages/tiling/new.ts', 'not yet added');
  write('packages/tiling/dist/new.js', 'ignored');
  write('packages/tiling/node_modules/nested/index.js', 'nested');
  write('node_modules/plain/index.js', 'plain');
  write('node_modules/@scope/one/index.js', 'scoped');
  write('node_modules/.cache/large', 'cache');
  mkdirSync(join(root, 'node_modules/@unet'));
  symlinkSync(join(root, 'packages/tiling'), join(root, 'node_modules/@unet/tiling'), 'junction');
  await copyRepository(root, copy, git);
});

const read = (path: string) => readFileSync(join(copy, path), 'utf8');

test('has the files as they lie there: changed, new and deleted ones, and none that git ignores', () => {
  expect(read('packages/tiling/package.json')).toContain('1.0.0');
  expect(read('packages/tiling/new.ts')).toBe('not yet added');
  expect(existsSync(join(copy, 'gone.txt'))).toBe(false);
  expect(existsSync(join(copy, 'packages/tiling/dist'))).toBe(false);
});

test('finds what is installed, and its own packages in the place of those that it was copied from', () => {
  expect(read('node_modules/plain/index.js')).toBe('plain');
  expect(read('node_modules/@scope/one/index.js')).toBe('scoped');
  expect(read('packages/tiling/node_modules/nested/index.js')).toBe('nested');
  expect(existsSync(join(copy, 'node_modules/.cache'))).toBe(false);
  expect(realpathSync(join(copy, 'node_modules/@unet/tiling'))).toBe(join(copy, 'packages/tiling'));
});

test('is a repository of its own, of one commit with all files and no modules', async () => {
  expect(await git('git', ['log', '--format=%s'], copy)).toBe('what is released\n');
  expect(await git('git', ['status', '--porcelain'], copy)).toBe('');
  expect((await git('git', ['ls-files'], copy)).trim().split('\n').sort()).toEqual([
    '.gitignore',
    'package.json',
    'packages/notes/deep/page.md',
    'packages/tiling/new.ts',
    'packages/tiling/package.json',
  ]);
  writeFileSync(join(copy, 'CHANGELOG.md'), '');
  await commit(copy, 'next versions', git);
  expect(await git('git', ['log', '--format=%s'], copy)).toBe('next versions\nwhat is released\n');
  expect(await git('git', ['log', '--format=%s'], root)).toBe('first\n');
});
