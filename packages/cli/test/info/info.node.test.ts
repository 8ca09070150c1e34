import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeSafetensors, parameterCount, segmentationMemory, trainingMemory } from '@unet/model';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder, tiny } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const info = (...words: string[]) => runHere('info', words, folder);
const config = { depth: 1, baseWidth: 2 };

beforeAll(async () => {
  writeSlices(join(folder, 'data'), smallSlices());
  const { code } = await runHere('train', ['data', ...tiny, '--no-figures', '--out', 'run'], folder);
  expect(code).toBe(0);
  cpSync(join(folder, 'run/model.safetensors'), join(folder, 'alone.safetensors'));
});

test('a network: layers, inputs, memory; no backend is started', async () => {
  const { code, stdout, stderr } = await info('alone.safetensors', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    file: 'alone.safetensors',
    bytes: readFileSync(join(folder, 'alone.safetensors')).length,
    kind: 'network',
    architecture: 'u-net',
    config: expect.objectContaining({ ...config, channels: 1, classes: 2 }),
    parameters: parameterCount(config),
    inputs: { channels: 1, size: 572, output: 556, smallest: 18, step: 2, margin: 8 },
    memory: {
      backend: 'simd',
      training: trainingMemory(config, { inputSize: 572, backendName: 'simd' }).peak,
      segmentation: segmentationMemory(config, { inputSize: 572, backendName: 'simd' }).peak,
    },
    metadata: { library: '@unet/model', config: expect.any(String) },
  });
  const lines = (await info('alone.safetensors')).stdout.split('\n');
  expect(lines[0]).toMatch(/^alone\.safetensors: a network, [\d.]+ KiB$/);
  expect(lines).toContain('U-Net: input 572 x 572 x 1, margin 8, 434 parameters');
  expect(lines).toContain('Images: 1 channel, any size; 2 classes');
});

test('in the folder of its run: how it was trained, and with which squares', async () => {
  const { stdout } = await info('run', '--json');
  const { inputs, memory, training } = JSON.parse(stdout);
  expect(inputs).toMatchObject({ size: 60, output: 44 });
  const step = { inputSize: 60, backendName: 'simd', optimizerSlots: 2 };
  expect(memory.training).toBe(trainingMemory(config, step).peak);
  expect(training).toMatchObject({ folder: 'run', source: { data: 'data' }, length: { steps: 4 } });
  expect(training.settings).toMatchObject({ base: 2, optimizer: 'adam' });
  const metrics = JSON.parse(readFileSync(join(folder, 'run/metrics.json'), 'utf8'));
  expect(training.scores).toEqual(metrics);
  const lines = (await info('run')).stdout;
  expect(lines).toContain('\nTrained in run: steps 4; data data, scale percentile\nSettings: base 2, depth 1,');
  expect(lines).toContain(`\nHeld-out slices: pixel error ${(100 * metrics.pixelError).toFixed(1)} %, V-Rand`);
});

test('the square that was chosen for the slices is that of the run', async () => {
  const words = ['data', '--base', '2', '--depth', '1', '--steps', '1', '--no-figures', '--out', 'chosen'];
  expect((await runHere('train', words, folder)).code).toBe(0);
  const { inputSize } = JSON.parse(readFileSync(join(folder, 'chosen/config.json'), 'utf8'));
  expect(JSON.parse((await info('chosen', '--json')).stdout).inputs.size).toBe(inputSize);
});

test('a checkpoint: its step, optimizer and run', async () => {
  const path = 'run/checkpoints/step-000004.safetensors';
  const { kind, checkpoint, training, metadata } = JSON.parse((await info(path, '--json')).stdout);
  expect(kind).toBe('checkpoint');
  expect(checkpoint).toMatchObject({ step: 4, optimizer: { name: 'adam' }, run: { inputSize: 60 } });
  expect(training.folder).toBe('run');
  expect(metadata.library).toBe('@unet/trainer');
  cpSync(join(folder, path), join(folder, 'step.safetensors'));
  const { stdout } = await info('step.safetensors');
  expect(stdout).toMatch(/^step\.safetensors: a checkpoint after step 4, /);
  expect(stdout).toContain('\nOptimizer: adam, beta1 0.9,');
  expect(stdout).toMatch(/\nRun: settings .*, inputSize 60,/);
});

test.each([
  ['nowhere', () => {}, 'nowhere: no such file or folder'],
  ['data', () => {}, 'data/model.safetensors: no such file or folder'],
  [
    'flipped.safetensors',
    (bytes: Uint8Array) => {
      bytes[bytes.length - 5]! ^= 1;
    },
    /^flipped\.safetensors: safetensors: file is damaged: /,
  ],
])('%s: one line', async (path, spoil, line) => {
  const bytes = new Uint8Array(readFileSync(join(folder, 'alone.safetensors')));
  spoil(bytes);
  if (path.endsWith('.safetensors')) writeFileSync(join(folder, path), bytes);
  const { code, stderr } = await info(path);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^unet: [^\n]*\n$/);
  expect(stderr.slice('unet: '.length, -1)).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
});

test('weights of another network, and files of other programs, are refused by name', async () => {
  const tensors = { 'head.bias': { shape: [2], data: new Float32Array(2) } };
  const foreign = encodeSafetensors({ tensors, metadata: {} });
  writeFileSync(join(folder, 'foreign.safetensors'), foreign);
  expect((await info('foreign.safetensors')).stderr).toBe(
    'unet: foreign.safetensors: U-Net file: metadata has no configuration: not written by @unet/model\n',
  );
  const partial = encodeSafetensors({ tensors, metadata: { library: '@unet/model', config: JSON.stringify(config) } });
  writeFileSync(join(folder, 'partial.safetensors'), partial);
  expect((await info('partial.safetensors')).stderr).toMatch(
    /^unet: partial\.safetensors: U-Net file: tensor .* is missing\n$/,
  );
});
