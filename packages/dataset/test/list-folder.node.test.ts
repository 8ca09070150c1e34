import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFolder } from '@unet/dataset/node';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'list-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('all files of a folder and the folders in it, but hidden ones', async () => {
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  mkdirSync(join(folder, '.git'));
  for (const name of ['1.png', 'a/2.png', 'a/b/3.txt', 'a/.DS_Store', '.git/4.png'])
    writeFileSync(join(folder, name), '');
  const above = folder.replaceAll('\\', '/');
  expect((await listFolder(folder)).sort()).toEqual([`${above}/1.png`, `${above}/a/2.png`, `${above}/a/b/3.txt`]);
  expect(await listFolder(`${folder}/`, 0)).toEqual([`${above}/1.png`]);
  await expect(listFolder(join(folder, 'none'))).rejects.toThrow(/none: no such file or folder/);
});
