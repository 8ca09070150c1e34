import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImages } from '@unet/image-io/arrays';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileNames, temporaryFolder, tiny } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const disk = join(folder, 'disk');
mkdirSync(disk);
const mounted = mount('220k');

beforeAll(() => writeSlices(join(folder, 'data'), smallSlices()));

afterAll(() => {
  if (mounted) execFileSync('/usr/bin/umount', [disk]);
});

/** A small disk, where the machine lets us have one (Linux, as root). */
function mount(size: string, ...options: string[]): boolean {
  try {
    const list = [...options, `size=${size}`].join(',');
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', list, 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(mounted)('NOT TESTED on a full disk: no tmpfs can be mounted here (needs Linux and root)', () => {});

test.skipIf(!mounted)('a disk that has no room for a figure: a warning, and the run goes on', async () => {
  const out = join(disk, 'run');
  const { code, stdout, stderr } = await runHere('train', ['data', ...tiny, '--out', out], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`warning: ${out}/figures/`);
  expect(stdout).toMatch(/^warning: \S+: no space left on the device$/m);
  const names = fileNames(out);
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(names).toContain('metrics.json');
  for (const name of names.filter((name) => name.endsWith('.png'))) {
    expect(decodeImages(readFileSync(join(out, name)))).toHaveLength(1);
  }
});

test.skipIf(!mounted)('a disk that fills up between two checkpoints: the first one stays', async () => {
  const out = join(disk, 'steps');
  const options = ['data', ...tiny, '--checkpoint-every', '1', '--no-figures', '--out', out];
  execFileSync('/usr/bin/umount', [disk]);
  expect(mount('28k')).toBe(true);
  const first = await runHere('train', options, folder);
  expect(first.stderr).toMatch(/^unet: \S+: no space left on the device\n$/);
  expect(first.stderr).toContain(`unet: ${out}/checkpoints/step-00000`);
  expect(first.code).toBe(1);
  expect(fileNames(out).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(fileNames(out)).toContain('checkpoints/step-000001.safetensors');

  mount('8m', 'remount');
  const second = await runHere('train', ['--resume', '--out', out, '--no-figures'], folder);
  expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: '' });
  expect(second.stdout).toMatch(/^Run: .*, continued after step [123]$/m);
});
