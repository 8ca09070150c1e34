import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeFileAtomic } from '@unet/files/node';
import { encodePng } from '@unet/image-io/arrays';
import { phantomSlices } from '@unet/phantom/arrays';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../dist/compare.js', import.meta.url));

test('trains both networks, prints a table and draws', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    for (const [index, { image, label }] of phantomSlices({ count: 2, height: 64, width: 64, seed: 5 }).entries()) {
      await writeFileAtomic(join(folder, 'image', `${index}.png`), encodePng(image));
      await writeFileAtomic(join(folder, 'label', `${index}.png`), encodePng(label, { classes: 2 }));
    }
    const words = ['--data', folder, '--steps', '3', '--base', '2', '--seeds', '1,2', '--out', join(folder, 'out')];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...words]);
    expect(stderr).toBe('');
    for (const name of ['U-Net', 'FCN-8s']) {
      expect(stdout).toMatch(new RegExp(`\\| ${name} \\| [\\d,]+ \\| [\\d.]+ % \\([\\d.]+ % to [\\d.]+ %\\) \\|`));
    }
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['predictions.png', 'thresholds.png']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
