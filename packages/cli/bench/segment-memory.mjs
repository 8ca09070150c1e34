// The most memory that `unet segment` holds, and the time that it takes: node bench/segment-memory.mjs [side] [base] [none | deflate], after
// npm run build. The image is a 16-bit TIFF of side x side pixels (8192), which is never in memory as a whole; the network has `base` channels
// (4) and was trained for a few steps. The process runs by itself; its peak is what the kernel of Linux has counted (VmHWM).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTiffFile } from '@unet/image-io/node';
import { phantomSlices } from '@unet/phantom/arrays';

const side = Number(process.argv[2] ?? 8192);
const base = process.argv[3] ?? '4';
const compression = process.argv[4] ?? 'none';
const unet = fileURLToPath(new URL('../dist/unet.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'unet-bench-'));

/** A slice again and again, each time a little different: no two strips are alike. */
async function writeImage(path) {
  const repeat = 1024;
  const [{ image }] = phantomSlices({ seed: 1, count: 1, height: repeat, width: repeat });
  const page = { width: side, height: side, channels: 1, bitDepth: 16, format: 'uint' };
  const file = await openTiffFile(path, [page], { compression });
  const row = new Uint16Array(side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const grey = image.data[(y % repeat) * repeat + (x % repeat)];
      row[x] = Math.round(65000 * Math.min(1, Math.max(0, grey))) + ((7 * x + 13 * y) & 511);
    }
    await file.writeRows(row);
  }
  await file.commit();
}

/** Runs the command to its end and gives the largest resident memory in bytes. */
async function peakOf(args) {
  const child = spawn(process.execPath, [unet, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  let peak = 0;
  const timer = setInterval(() => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It has ended.
    }
  }, 50);
  const code = await ended;
  clearInterval(timer);
  if (code !== 0) throw new Error(`unet ${args.join(' ')} ended with ${code}`);
  return peak * 1024;
}

try {
  await peakOf(['phantom', 'data', '--count', '4']);
  await peakOf(['train', 'data', '--base', base, '--steps', '20', '--out', 'run', '--no-figures']);
  await writeImage(join(folder, 'large.tif'));
  const start = performance.now();
  const peak = await peakOf(['segment', 'run/model.safetensors', 'large.tif', '-o', 'out']);
  const seconds = (performance.now() - start) / 1000;
  const size = (name) => (statSync(join(folder, name)).size / 2 ** 20).toFixed(0);
  console.log(
    `${side} x ${side} pixels, ${size('large.tif')} MiB, base ${base}: peak ${(peak / 2 ** 20).toFixed(0)} MiB, ${seconds.toFixed(0)} s, ` +
      `outputs of ${size('out/large.probability.tif')} and ${size('out/large.classes.tif')} MiB`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
