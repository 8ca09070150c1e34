import { watch } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileError } from '@unet/files';
import { openFileAtomic, removeLeftovers, temporaryTarget, writeFileAtomic } from '@unet/files/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** The message of the FileError, in which `folder` is written as $. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => 'nothing was thrown',
    (thrown) => thrown,
  );
  if (!(error instanceof FileError)) throw error;
  expect(error.message.startsWith(error.file!)).toBe(true);
  return error.message.replaceAll(folder, '$');
}

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe('writeFileAtomic', () => {
  const bytes = Uint8Array.of(1, 2, 3);

  test('makes parent folders, replaces, and leaves nothing else', async () => {
    const path = join(folder, 'a/b/c.bin');
    await writeFileAtomic(path, new Uint8Array(100));
    await writeFileAtomic(path, bytes);
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
    expect(await readdir(join(folder, 'a/b'))).toEqual(['c.bin']);
  });

  test('keeps permissions and symbolic links', async () => {
    const path = await write('real.bin', new Uint8Array(9));
    await chmod(path, 0o640);
    const link = join(folder, 'link.bin');
    await symlink(path, link);
    await writeFileAtomic(link, bytes);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
  });

  test('many at once to one path: one of them stands, whole', async () => {
    const path = join(folder, 'race.bin');
    await Promise.all(
      Array.from({ length: 8 }, (_, value) => writeFileAtomic(path, new Uint8Array(50_000).fill(value))),
    );
    const written = await readFile(path);
    expect(written).toHaveLength(50_000);
    expect(new Set(written).size).toBe(1);
    expect(await readdir(folder)).toEqual(['race.bin']);
  });

  test('a failure removes the temporary file and names the path', async () => {
    await mkdir(join(folder, 'taken/below'), { recursive: true });
    expect(await refusal(writeFileAtomic(join(folder, 'taken'), bytes))).toBe('$/taken: is a folder, not a file');
    expect(await readdir(folder)).toEqual(['taken']);
    const file = await write('file', bytes);
    expect(await refusal(writeFileAtomic(join(file, 'x.bin'), bytes))).toBe(
      '$/file/x.bin: there is a file where a folder is needed',
    );
    await expect(writeFileAtomic(file, 'text' as unknown as Uint8Array)).rejects.toThrow(
      new TypeError('writeFileAtomic: bytes must be a Uint8Array, got string'),
    );
    await expect(writeFileAtomic(new URL('file:///tmp') as never, bytes)).rejects.toThrow(
      new TypeError('writeFileAtomic: path must be a string, got object'),
    );
  });

  // Node's own mkdir with `recursive` never returns here.
  test.skipIf(process.platform !== 'linux')(
    'a folder in which no folder can be made is an error, at once',
    async () => {
      expect(await refusal(writeFileAtomic('/proc/absent/below/x.bin', bytes))).toBe(
        '/proc/absent/below/x.bin: no such file or folder',
      );
    },
  );
});

test('temporaryTarget names the file that a killed process did not finish, and refuses other names', async () => {
  const name = 'a\nb.c.bin.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp';
  expect(temporaryTarget(name)).toBe('a\nb.c.bin');
  expect(temporaryTarget(`results/${name}`)).toBe('results/a\nb.c.bin');
  for (const other of [
    'weights.bin',
    'weights.bin.tmp',
    name.slice(0, -1),
    `${name}.bin`,
    name.replace('1b4e', '1B4E'),
    name.replace('-2fa1', ''),
    '.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp',
  ]) {
    expect(temporaryTarget(other)).toBeUndefined();
  }
});

test('temporaryTarget knows the names under which files are written', async () => {
  const path = join(folder, 'weights.bin');
  const names: string[] = [];
  const watcher = watch(folder, (_, name) => names.push(name ?? ''));
  await writeFileAtomic(path, Uint8Array.of(1));
  await vi.waitFor(() => expect(names.map(temporaryTarget)).toContain('weights.bin'));
  watcher.close();
});

describe('openFileAtomic', () => {
  test('writes pieces in any order, and the file is there when it is committed', async () => {
    const path = await write('a.bin', Uint8Array.of(9));
    await chmod(path, 0o640);
    const file = await openFileAtomic(path);
    await file.write(Uint8Array.of(5, 6), 3);
    await file.write(Uint8Array.of(1), 0);
    expect([...(await readFile(path))]).toEqual([9]);
    await file.commit();
    await file.abandon();
    expect([...(await readFile(path))]).toEqual([1, 0, 0, 5, 6]);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['a.bin']);
  });

  test('leaves nothing of what is abandoned', async () => {
    const file = await openFileAtomic(join(folder, 'b.bin'));
    await file.write(new Uint8Array(3), 0);
    await file.abandon();
    await file.abandon();
    expect(await readdir(folder)).toEqual([]);
  });

  test('names the path of what cannot be written or given its name', async () => {
    await expect(refusal(openFileAtomic(join(await write('c', Uint8Array.of(1)), 'd')))).resolves.toBe(
      '$/c/d: there is a file where a folder is needed',
    );
    const path = join(folder, 'e');
    const file = await openFileAtomic(path);
    await file.write(new Uint8Array(1), 0);
    await mkdir(path);
    await expect(refusal(file.commit())).resolves.toMatch(/^\$\/e: /);
    expect((await readdir(folder)).sort()).toEqual(['c', 'e']);
    await expect(openFileAtomic(3 as never)).rejects.toThrow('openFileAtomic: path must be a string, got number');
  });
});

test('removeLeftovers removes what was left of this file, and nothing else', async () => {
  const leftover = (name: string): string => `${name}.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp`;
  for (const name of [leftover('a.tif'), leftover('b.tif'), 'a.tif', 'a.tif.tmp']) await write(name, new Uint8Array(1));
  await symlink(join(folder, 'b.tif'), join(folder, 'link.tif'));
  await removeLeftovers(join(folder, 'a.tif'));
  expect((await readdir(folder)).sort()).toEqual(['a.tif', 'a.tif.tmp', leftover('b.tif'), 'link.tif'].sort());
  await write('b.tif', new Uint8Array(1));
  await removeLeftovers(join(folder, 'link.tif'));
  expect((await readdir(folder)).sort()).toEqual(['a.tif', 'a.tif.tmp', 'b.tif', 'link.tif']);
  await removeLeftovers(join(folder, 'none', 'c.tif'));
});
