import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeLabels } from '@unet/image-io/arrays';

/**
 * Looks for a peer that prepares one training tile with NumPy, SciPy and scikit-image, `reference_preprocess.py`, and for the slice
 * that it needs, in `../data/isbi2012` beside it. It prints one JSON line with `elastic_s` and `weight_map_s`.
 */
export async function findPreprocessPeer(directory) {
  const script = join(directory, 'reference_preprocess.py');
  const image = join(directory, '../data/isbi2012/train/image/0.png');
  const labelFile = join(directory, '../data/isbi2012/train/label/0.png');
  for (const file of [script, image, labelFile]) {
    if (!existsSync(file)) return { available: false, reason: `${file} is not there` };
  }
  const python = '/usr/bin/python3';
  const measure = () => {
    const { status, stdout, stderr } = spawnSync(python, [script, '--image', image, '--label', labelFile], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${script}: ${stderr?.trim().split('\n').at(-1) ?? 'did not start'}`);
    const { elastic_s: elastic, weight_map_s: weightMap } = JSON.parse(stdout);
    return { elastic, weightMap };
  };
  const probe = spawnSync(
    python,
    ['-c', 'import numpy, scipy, skimage; print(numpy.__version__, scipy.__version__, skimage.__version__)'],
    {
      encoding: 'utf8',
    },
  );
  if (probe.status !== 0) return { available: false, reason: `${python} lacks NumPy, SciPy or scikit-image` };
  const [numpy, scipy, skimage] = probe.stdout.trim().split(' ');
  return {
    available: true,
    description: `NumPy ${numpy}, SciPy ${scipy}, scikit-image ${skimage}`,
    label: crop(decodeLabels(readFileSync(labelFile))[0], 388),
    measure,
  };
}

/** The same corner of the label that the peer takes. */
function crop({ width, data }, side) {
  const part = new Int32Array(side * side);
  for (let row = 0; row < side; row++) part.set(data.subarray(row * width, row * width + side), row * side);
  return { height: side, width: side, data: part };
}
