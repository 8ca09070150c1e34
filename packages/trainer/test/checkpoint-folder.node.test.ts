import '@tensorflow/tfjs-backend-cpu';
import { type FileHandle, mkdir, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tensor1d } from '@tensorflow/tfjs-core';
import { FileError } from '@unet/files';
import { adam, currentUNet, disposeTrainingState, encodeCheckpoint, sgd } from '@unet/trainer';
import { createCheckpointFolder } from '@unet/trainer/node';
import { expectNoLeak } from '@unet-internal/testing';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tinyConfig, tinyState, valuesOf } from './tiny.ts';

const optimizer = sgd();
const expected = { config: tinyConfig, optimizer };
const state = tinyState(optimizer);
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'trainer-checkpoints-')), 'run', 'checkpoints');
});

afterEach(async () => {
  await rm(join(folder, '..', '..'), { recursive: true });
});

afterAll(() => disposeTrainingState(state));

function fileOf(step: number): string {
  return `step-${String(step).padStart(6, '0')}.safetensors`;
}

async function saveSteps(steps: number[], options: { keep?: number } = {}) {
  const checkpoints = createCheckpointFolder(folder, options);
  for (const step of steps) {
    state.step = step;
    await checkpoints.save(state, optimizer);
  }
  return checkpoints;
}

async function fileHandlePrototype(): Promise<FileHandle> {
  const handle = await open(tmpdir());
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}

/** What the folder, which holds step 1, looks like while step 2 is written; the write then fails. */
async function namesDuringSave(): Promise<string[]> {
  await saveSteps([1]);
  let names: string[] = [];
  const sync = vi.spyOn(await fileHandlePrototype(), 'sync').mockImplementationOnce(async () => {
    names = await readdir(folder);
    throw new Error('interrupted');
  });
  await expect(saveSteps([2])).rejects.toThrow();
  sync.mockRestore();
  return names;
}

test('makes the folder at the first save, and gives back what was saved', async () => {
  const checkpoints = createCheckpointFolder(folder);
  expect(await checkpoints.latest()).toBeUndefined();
  state.step = 12;
  const saved = await checkpoints.save(state, optimizer, { seed: 1 });
  expect(saved).toEqual({ path: join(folder, 'step-000012.safetensors'), step: 12 });
  expect(await readdir(folder)).toEqual(['step-000012.safetensors']);
  expect(new Uint8Array(await readFile(saved.path))).toEqual(await encodeCheckpoint(state, optimizer, { seed: 1 }));
  expect(await checkpoints.latest()).toEqual(saved);
  await expectNoLeak(async () => {
    const loaded = await checkpoints.load(saved, { ...expected, run: { seed: 1 } });
    expect(loaded.step).toBe(12);
    expect(await valuesOf(loaded.parameters)).toEqual(await valuesOf(state.parameters));
    disposeTrainingState(loaded);
  });
});

test('keeps the newest, by default two', async () => {
  await saveSteps([1, 2, 3]);
  expect((await readdir(folder)).sort()).toEqual([2, 3].map(fileOf));
  await saveSteps([4, 5], { keep: 1 });
  expect(await readdir(folder)).toEqual([fileOf(5)]);
});

test('bytes are written and read as they are, by the same rules', async () => {
  const checkpoints = createCheckpointFolder(folder, { keep: 1 });
  await checkpoints.write(7, Uint8Array.of(1));
  const written = await checkpoints.write(8, Uint8Array.of(2, 3));
  expect(written).toEqual({ path: join(folder, fileOf(8)), step: 8 });
  expect(await readdir(folder)).toEqual([fileOf(8)]);
  expect([...(await checkpoints.read(written))]).toEqual([2, 3]);
  await expect(checkpoints.read({ ...written, path: join(folder, fileOf(7)) })).rejects.toThrow(fileOf(7));
  await expect(checkpoints.write(-1, Uint8Array.of(1))).rejects.toThrow('CheckpointFolder.write: step must be');
});

test('the latest is that of the most steps, by number and not by text', async () => {
  const checkpoints = await saveSteps([999_999, 1_000_000], { keep: 2 });
  expect((await checkpoints.latest())?.step).toBe(1_000_000);
  await saveSteps([1_000_001]);
  expect((await readdir(folder)).sort()).toEqual(['step-1000000.safetensors', 'step-1000001.safetensors']);
});

test('a run that goes on from an earlier checkpoint keeps its own, and leaves later ones alone', async () => {
  await saveSteps([10, 20, 11, 12], { keep: 1 });
  expect((await readdir(folder)).sort()).toEqual([12, 20].map(fileOf));
});

test('a run that has diverged does not push out what is left of it', async () => {
  const checkpoints = await saveSteps([1, 2]);
  const diverged = tinyState(optimizer);
  diverged.parameters['head.bias']!.dispose();
  diverged.parameters = { ...diverged.parameters, 'head.bias': tensor1d([0, Number.NaN]) };
  diverged.step = 3;
  await expect(checkpoints.save(diverged, optimizer)).rejects.toThrow(FileError);
  expect((await readdir(folder)).sort()).toEqual([1, 2].map(fileOf));
  disposeTrainingState(diverged);
});

test('saving a step again replaces it', async () => {
  const checkpoints = await saveSteps([5]);
  await checkpoints.save(state, optimizer, { seed: 2 });
  expect(await readdir(folder)).toEqual([fileOf(5)]);
  const loaded = await checkpoints.load((await checkpoints.latest())!, { ...expected, run: { seed: 2 } });
  disposeTrainingState(loaded);
});

test('what killed writes left is not taken for a checkpoint, and goes at the next save; the files of others stay', async () => {
  // The name under which a write is under way, which a kill at that moment would leave.
  const [leftover] = (await namesDuringSave()).filter((name) => name !== fileOf(1));
  const others = ['notes.txt', 'step-5.json', 'step-000007.safetensors.bak', 'my-step-000009.safetensors'];
  for (const name of [leftover!, ...others]) await writeFile(join(folder, name), 'x');
  expect((await createCheckpointFolder(folder).latest())?.step).toBe(1);
  await saveSteps([3]);
  expect((await readdir(folder)).sort()).toEqual([fileOf(1), fileOf(3), ...others].sort());
});

describe('when writing fails', () => {
  test('the old checkpoints stay, and nothing half done', async () => {
    const checkpoints = await saveSteps([1, 2]);
    const before = await readFile(join(folder, fileOf(2)));
    const prototype = await fileHandlePrototype();
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    const sync = vi.spyOn(prototype, 'sync').mockRejectedValueOnce(full);
    await expect(checkpoints.save(state, optimizer, { seed: 2 })).rejects.toMatchObject({
      file: join(folder, fileOf(2)),
      cause: full,
    });
    sync.mockRestore();
    expect((await readdir(folder)).sort()).toEqual([1, 2].map(fileOf));
    expect(await readFile(join(folder, fileOf(2)))).toEqual(before);
  });

  test('the folder is a file', async () => {
    await mkdir(join(folder, '..'), { recursive: true });
    await writeFile(folder, 'x');
    const checkpoints = createCheckpointFolder(folder);
    await expect(checkpoints.save(state, optimizer)).rejects.toMatchObject({ cause: { code: 'EEXIST' } });
    await expect(checkpoints.latest()).rejects.toMatchObject({
      message: `${folder}: there is a file where a folder is needed`,
      cause: { code: 'ENOTDIR' },
    });
  });
});

describe('what cannot be loaded names its file', () => {
  test('cut', async () => {
    const checkpoints = await saveSteps([3]);
    const newest = (await checkpoints.latest())!;
    await truncate(newest.path, 1000);
    const error = await checkpoints.load(newest, expected).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FileError);
    expect((error as FileError).file).toBe(newest.path);
    expect((error as FileError).message).toMatch(`${newest.path}: checkpoint: safetensors: `);
  });

  test('a flipped bit', async () => {
    const checkpoints = await saveSteps([3]);
    const newest = (await checkpoints.latest())!;
    const bytes = await readFile(newest.path);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(newest.path, bytes);
    await expect(checkpoints.load(newest, expected)).rejects.toMatchObject({
      name: 'FileError',
      file: newest.path,
      reason: expect.stringMatching(/^checkpoint: safetensors: file is damaged: its content has checksum /),
    });
  });

  test('of another network', async () => {
    const checkpoints = await saveSteps([3]);
    const newest = (await checkpoints.latest())!;
    const config = { ...tinyConfig, depth: 2 };
    await expect(checkpoints.load(newest, { ...expected, config })).rejects.toMatchObject({
      name: 'FileError',
      message: `${newest.path}: checkpoint: of another network: depth was 1, now 2`,
      file: newest.path,
    });
  });

  test('gone', async () => {
    const path = join(folder, fileOf(1));
    await expect(createCheckpointFolder(folder).load({ path, step: 1 }, expected)).rejects.toMatchObject({
      name: 'FileError',
      file: path,
      cause: { code: 'ENOENT' },
    });
  });
});

test.each([0, -1, 1.5])('%d checkpoints cannot be kept', (keep) => {
  expect(() => createCheckpointFolder(folder, { keep })).toThrow(
    new RangeError(`createCheckpointFolder: keep must be a positive integer, got ${keep}`),
  );
});

test('wrong arguments', async () => {
  expect(() => createCheckpointFolder(undefined as never)).toThrow(
    new TypeError('createCheckpointFolder: directory must be a path, got undefined'),
  );
  expect(() => createCheckpointFolder(folder, { kept: 3 } as never)).toThrow(
    new TypeError('createCheckpointFolder: options.kept is not an option, only keep'),
  );
  // They are no errors of the file.
  const checkpoints = await saveSteps([1]);
  const file = (await checkpoints.latest())!;
  await expect(checkpoints.load(file, { config: {} } as never)).rejects.toThrow(TypeError);
  await expect(checkpoints.save(currentUNet(state) as never, optimizer)).rejects.toThrow(
    new TypeError(
      'CheckpointFolder.save: state must be made by createTrainingState, got { config, parameters, borrowed }',
    ),
  );
  await expect(checkpoints.save(state, adam())).rejects.toThrow(
    new RangeError('CheckpointFolder.save: optimizer must be the one that the state was made for, sgd, got adam'),
  );
  expect(await checkpoints.latest()).toEqual(file);
});
