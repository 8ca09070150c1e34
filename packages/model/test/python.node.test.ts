import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { createUNet, disposeUNet, readParameters } from '@unet/model';
import { writeUNet } from '@unet/model/node';
import { expect, test } from 'vitest';

const PYTHON = '/usr/bin/python3';
const script = fileURLToPath(new URL('./fixtures/read_safetensors.py', import.meta.url));
const hasPython = spawnSync(PYTHON, ['-c', 'import numpy']).status === 0;
if (!hasPython) process.stderr.write(`SKIPPED: ${PYTHON} with NumPy is not here, so nobody but us reads our files\n`);

test.skipIf(!hasPython)('Python reads the same values, from the documentation of the format alone', async () => {
  await setBackend('cpu');
  const folder = await mkdtemp(join(tmpdir(), 'unet-model-'));
  const unet = createUNet({ depth: 2, baseWidth: 3, classes: 4 });
  try {
    const path = join(folder, 'unet.safetensors');
    await writeUNet(path, unet);
    const { tensors, metadata } = JSON.parse(execFileSync(PYTHON, [script, path], { encoding: 'utf8' }));
    expect(metadata).toEqual({ library: '@unet/model', config: JSON.stringify(unet.config) });
    const expected = await readParameters(unet.parameters);
    expect(Object.keys(tensors)).toEqual(Object.keys(expected));
    for (const [name, { shape, data }] of Object.entries(expected)) {
      expect(tensors[name].shape, name).toEqual(shape);
      expect(tensors[name].last, name).toBe(data.at(-1));
      // Sums of the same float32 values in double precision, in another order.
      expect(tensors[name].sum, name).toBeCloseTo(
        data.reduce((sum, value) => sum + value, 0),
        10,
      );
    }
  } finally {
    disposeUNet(unet);
    await rm(folder, { recursive: true });
  }
});
