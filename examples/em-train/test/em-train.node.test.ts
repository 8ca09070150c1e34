import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeFileAtomic } from '@unet/files/node';
import { encodePng } from '@unet/image-io/arrays';
import { phantomSlices } from '@unet/phantom/arrays';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The program as users start it; the packages' tests see what it composes.

const program = fileURLToPath(new URL('../dist/em-train.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'em-train-'));
const data = join(folder, 'data');

beforeAll(async () => {
  for (const [index, { image, label }] of phantomSlices({ count: 3, height: 96, width: 96, seed: 5 }).entries()) {
    await writeFileAtomic(join(data, 'image', `${index}.png`), encodePng(image));
    await writeFileAtomic(join(data, 'label', `${index}.png`), encodePng(label, { classes: 2 }));
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What it printed, and its exit code. */
async function emTrain(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const run = promisify(execFile)(process.execPath, [program, ...words], { cwd: folder });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  );
}

/** The losses that the run has kept. */
const course = (): number[] => JSON.parse(readFileSync(join(folder, 'run/course.json'), 'utf8')).losses;

test('trains, is interrupted, goes on, scores and draws', async () => {
  const stopped = spawn(process.execPath, [program, '--data', data, '--steps', '1000', '--out', 'run'], {
    cwd: folder,
  });
  let said = '';
  stopped.stdout.on('data', (text) => {
    said += text;
    // While it takes its steps.
    if (String(text).includes('Backend')) setTimeout(() => stopped.kill('SIGTERM'), 1500);
  });
  const code = await new Promise((resolve) => stopped.on('close', resolve));
  expect(code).toBe(130);
  const step = Number(/after step (\d+)/.exec(said)![1]);
  const before = course();
  expect(before).toHaveLength(step);
  const steps = String(step + 3);
  const { code: ended, out, err } = await emTrain('--data', data, '--steps', steps, '--out', 'run', '--resume');
  expect({ ended, err }).toEqual({ ended: 0, err: '' });
  expect(out).toMatch(/2 slices to train on, 1 held out[\s\S]*pixel error [\d.]+ %[\s\S]*V-Rand/);
  expect(course()).toHaveLength(step + 3);
  expect(course().slice(0, step)).toEqual(before);
  expect(readdirSync(join(folder, 'run')).sort()).toEqual([
    'checkpoints',
    'course.json',
    'figures',
    'model.safetensors',
    'predictions.tif',
  ]);
  expect(readdirSync(join(folder, 'run', 'figures')).sort()).toEqual([
    'augmentation.png',
    'loss.png',
    'predictions.png',
    'thresholds.png',
    'tiles.png',
    'weight-map.png',
  ]);
  const again = await emTrain('--data', data, '--out', 'run');
  expect(again).toMatchObject({
    code: 1,
    err: 'em-train: run: holds a run already; continue it with --resume, or choose another --out\n',
  });
}, 180_000);

test.each([
  [['--steps', 'many'], 'planRun: steps must be a positive integer, got NaN'],
  [['--images', 'nowhere', '--labels', 'nowhere'], 'nowhere: no such file or folder'],
  [['--depth', '3'], "Unknown option '--depth'"],
])('%s is refused in one line', async (words, message) => {
  const { code, err } = await emTrain(...words, '--out', 'refused');
  expect(code).toBe(1);
  expect(err).toMatch(/^em-train: [^\n]*\n$/);
  expect(err).toContain(message);
});
