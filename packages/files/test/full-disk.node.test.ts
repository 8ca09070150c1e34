import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';
import { afterAll, expect, test, vi } from 'vitest';

const folder = await mkdtemp(join(tmpdir(), 'files-full-'));
const disk = join(folder, 'disk');
await mkdir(disk);
const mounted = mount();

afterAll(async () => {
  if (mounted) execFileSync('/usr/bin/umount', [disk]);
  await rm(folder, { recursive: true });
});

/** A disk of 64 KiB, where the machine lets us have one (Linux, as root). */
function mount(): boolean {
  try {
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!mounted)(
  'on a full disk the old file stays, the temporary one goes, and the error names the path',
  async () => {
    const path = join(disk, 'weights.bin');
    await writeFileAtomic(path, new Uint8Array(1000).fill(1));
    const error = await writeFileAtomic(path, new Uint8Array(100_000)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FileError);
    expect((error as FileError).message).toBe(`${path}: no space left on the device`);
    expect((error as FileError).cause).toMatchObject({ code: 'ENOSPC' });
    expect(await readdir(disk)).toEqual(['weights.bin']);
    expect(new Uint8Array(await readFile(path))).toEqual(new Uint8Array(1000).fill(1));
  },
);

// The same where no disk can be mounted: what fails is the write, of whatever cause.
test('when writing fails the old file stays, the temporary one goes, and the error names the path', async () => {
  const path = join(folder, 'weights.bin');
  await writeFileAtomic(path, new Uint8Array(1000).fill(1));
  const handle = await open(path);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const sync = vi
    .spyOn(prototype, 'sync')
    .mockRejectedValueOnce(Object.assign(new Error('ENOSPC: no space left\nfsync'), { code: 'ENOSPC' }));
  const error = await writeFileAtomic(path, new Uint8Array(2000)).catch((thrown: unknown) => thrown);
  sync.mockRestore();
  expect((error as FileError).message).toBe(`${path}: no space left on the device`);
  expect((await readdir(folder)).sort()).toEqual(['disk', 'weights.bin']);
  expect(new Uint8Array(await readFile(path))).toEqual(new Uint8Array(1000).fill(1));
});
