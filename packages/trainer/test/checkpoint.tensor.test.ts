import { tensor1d } from '@tensorflow/tfjs-core';
import { FileError } from '@unet/files';
import { decodeSafetensors, encodeSafetensors, type SafetensorsContent } from '@unet/model';
import { createRandom } from '@unet/tensor/arrays';
import {
  adam,
  constantSchedule,
  decodeCheckpoint,
  disposeTrainingState,
  type ExpectedRun,
  encodeCheckpoint,
  sgd,
  type TrainingState,
  train,
} from '@unet/trainer';
import { expectNoLeak } from '@unet-internal/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import old from './fixtures/old-checkpoint.json';
import { tinyConfig, tinySource, tinyState, valuesOf } from './tiny.ts';

const optimizer = adam();
const run = { seed: 1, inputSize: 28, augmentation: { flips: true, elastic: null }, note: undefined };
const expected: ExpectedRun = { config: tinyConfig, optimizer, run };

/** Three steps into a run. */
async function someState(): Promise<TrainingState> {
  const state = tinyState(optimizer);
  for await (const _ of train(state, tinySource(), { optimizer, schedule: constantSchedule(1e-2), steps: 3 }));
  return state;
}

let bytes: Uint8Array;
let parameters: Record<string, number[]>;
let optimizerState: Record<string, number[]>;

beforeAll(async () => {
  const state = await someState();
  bytes = await encodeCheckpoint(state, optimizer, run);
  parameters = await valuesOf(state.parameters);
  optimizerState = await valuesOf(state.optimizerState);
  disposeTrainingState(state);
});

/** The checkpoint, changed. */
function changed(change: (content: SafetensorsContent) => SafetensorsContent): Uint8Array {
  return encodeSafetensors(change(decodeSafetensors(bytes)));
}

function withMetadata(more: Record<string, string>): Uint8Array {
  return changed(({ tensors, metadata }) => ({ tensors, metadata: { ...metadata, ...more } }));
}

async function refused(message: string | RegExp, file: Uint8Array, wanted: Partial<ExpectedRun> = {}): Promise<void> {
  await expectNoLeak(() => {
    let error: unknown;
    try {
      decodeCheckpoint(file, { ...expected, ...wanted });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FileError);
    const text = (error as Error).message;
    if (typeof message === 'string') expect(text).toBe(message);
    else expect(text).toMatch(message);
    expect(text).not.toContain('\n');
  });
}

test('comes back as it was', async () => {
  await expectNoLeak(async () => {
    const state = decodeCheckpoint(bytes, expected);
    expect(state.config).toEqual(tinyConfig);
    expect(state.step).toBe(3);
    expect(await valuesOf(state.parameters)).toEqual(parameters);
    expect(await valuesOf(state.optimizerState)).toEqual(optimizerState);
    expect(await encodeCheckpoint(state, optimizer, run)).toEqual(bytes);
    disposeTrainingState(state);
  });
});

test('writing it leaves the state to the caller', async () => {
  await expectNoLeak(async () => {
    const state = tinyState(optimizer);
    await encodeCheckpoint(state, optimizer);
    await encodeCheckpoint(state, optimizer);
    disposeTrainingState(state);
  });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('weights of %d are not worth a checkpoint', async (bad) => {
  await expectNoLeak(async () => {
    const state = tinyState(optimizer);
    state.parameters['head.bias']!.dispose();
    state.parameters = { ...state.parameters, 'head.bias': tensor1d([0, bad]) };
    await expect(encodeCheckpoint(state, optimizer)).rejects.toThrow(
      new FileError(`checkpoint: tensor "head.bias" must be finite, got ${bad}: training has diverged`, {
        tensor: 'head.bias',
      }),
    );
    disposeTrainingState(state);
  });
});

test('the description of the run is compared only where one is expected', () => {
  const { config } = expected;
  disposeTrainingState(decodeCheckpoint(bytes, { config, optimizer }));
});

describe('refused', () => {
  test('cut anywhere, or longer', async () => {
    await expectNoLeak(() => {
      // All of the beginning, the last value byte by byte, and a prime number of bytes apart between them.
      const lengths = Array.from(bytes.keys()).filter(
        (length) => length < 64 || length >= bytes.length - 8 || length % 61 === 0,
      );
      for (const length of lengths) {
        expect(() => decodeCheckpoint(bytes.subarray(0, length), expected)).toThrow(FileError);
      }
      expect(() => decodeCheckpoint(Uint8Array.from([...bytes, 0]), expected)).toThrow(FileError);
    });
  });

  test('of another network: the first setting that differs', async () => {
    const of = 'checkpoint: of another network:';
    await refused(`${of} baseWidth was 2, now 4`, bytes, { config: { ...tinyConfig, baseWidth: 4 } });
    await refused(`${of} dropout was "none", now "bottom"`, bytes, { config: { ...tinyConfig, dropout: 'bottom' } });
  });

  test('of another run: the first setting that differs', async () => {
    const of = 'checkpoint: of another run:';
    await refused(`${of} inputSize was 28, now 30`, bytes, { run: { ...run, inputSize: 30 } });
    await refused(`${of} augmentation.flips was true, now false`, bytes, {
      run: { ...run, augmentation: { flips: false, elastic: null } },
    });
    await refused(`${of} seed was 1, now undefined`, bytes, { run: { ...run, seed: undefined } });
    await refused(`${of} batchSize was undefined, now 2`, bytes, { run: { ...run, batchSize: 2 } });
  });

  test('of another optimiser, or the same with other settings', async () => {
    const of = 'checkpoint: of another optimizer:';
    await refused(`${of} name was "adam", now "sgd"`, bytes, { optimizer: sgd() });
    await refused(`${of} beta1 was 0.9, now 0.5`, bytes, { optimizer: adam({ beta1: 0.5 }) });
  });

  test('files of others', async () => {
    const foreign = 'checkpoint: not written by @unet/trainer in format 1';
    await refused(foreign, encodeSafetensors({ tensors: {}, metadata: {} }));
    await refused(foreign, encodeSafetensors({ tensors: {}, metadata: { library: '@unet/model', version: '1' } }));
    await refused(foreign, withMetadata({ version: '2' }));
    await refused(/^checkpoint: safetensors: /, new TextEncoder().encode('not a checkpoint at all'));
  });

  test.each(['-1', '1.5', '', 'NaN', '1e3', '99999999999999999999'])('with step %j', async (step) => {
    await refused(`checkpoint: step must be a count, got "${step}"`, withMetadata({ step }));
  });

  test('whose description is no JSON', async () => {
    await refused('checkpoint: its configuration cannot be read', withMetadata({ config: '{' }));
    await refused('checkpoint: its optimizer cannot be read', withMetadata({ optimizer: 'adam' }));
    await refused('checkpoint: its run cannot be read', withMetadata({ run: '' }));
  });

  test.each([
    ['parameters/head.bias', 'checkpoint: U-Net file: tensor "head.bias" is missing'],
    ['optimizer/mean/head.bias', 'checkpoint: optimizer tensor "mean/head.bias" must have shape [2], got none'],
  ])('without %s', async (name, message) => {
    const file = changed(({ tensors, metadata }) => {
      const { [name]: _, ...rest } = tensors;
      return { tensors: rest, metadata };
    });
    await refused(message, file);
  });

  test.each([
    ['parameters/tail.bias', /tensor "tail.bias" does not belong to this network/],
    ['optimizer/velocity/head.bias', /^checkpoint: optimizer has no tensor "velocity\/head.bias"$/],
    ['tail.bias', /^checkpoint: tensor "tail.bias" does not belong here$/],
  ])('with %s besides', async (name, message) => {
    const file = changed(({ tensors, metadata }) => ({
      tensors: { ...tensors, [name]: { shape: [2], data: new Float32Array(2) } },
      metadata,
    }));
    await refused(message, file);
  });

  test('with a tensor of another shape', async () => {
    const reshaped = (name: string) =>
      changed(({ tensors, metadata }) => ({
        tensors: { ...tensors, [name]: { shape: [1, 2], data: new Float32Array(2) } },
        metadata,
      }));
    await refused(/tensor "head.bias" must have shape \[2\], got \[1,2\]/, reshaped('parameters/head.bias'));
    await refused(
      'checkpoint: optimizer tensor "square/head.bias" must have shape [2], got [1,2]',
      reshaped('optimizer/square/head.bias'),
    );
  });
});

describe('with one bit flipped', () => {
  const bodyStart = (): number => 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));

  function flipped(bit: number): Uint8Array {
    const copy = bytes.slice();
    copy[bit >> 3]! ^= 1 << (bit & 7);
    return copy;
  }

  test('it is refused, whichever of 1000 bits of the values it is', async () => {
    const random = createRandom('bits of a checkpoint');
    const [first, end] = [8 * bodyStart(), 8 * bytes.length];
    const damaged =
      /^checkpoint: safetensors: file is damaged: its content has checksum "[\da-f]{8}", but unet_crc32 "[\da-f]{8}" was written$/;
    await expectNoLeak(() => {
      for (let count = 0; count < 1000; count++) {
        const bit = first + random.integer(end - first);
        expect(() => decodeCheckpoint(flipped(bit), expected), `bit ${bit}`).toThrow(damaged);
      }
    });
  });

  test('it is refused or the same state, whichever of 1000 bits of the header it is', async () => {
    let decoded = 0;
    const random = createRandom('bits of a header');
    for (let count = 0; count < 1000; count++) {
      const bit = random.integer(8 * bodyStart());
      let state: TrainingState;
      try {
        state = decodeCheckpoint(flipped(bit), { config: tinyConfig, optimizer });
      } catch (error) {
        expect(error).toBeInstanceOf(FileError);
        continue;
      }
      decoded++;
      expect(state.step).toBe(3);
      expect(await valuesOf(state.parameters)).toEqual(parameters);
      expect(await valuesOf(state.optimizerState)).toEqual(optimizerState);
      disposeTrainingState(state);
    }
    // The bits of the checksum's own name, without which it is a file from before there was one.
    expect(decoded).toBeGreaterThan(0);
    expect(decoded).toBeLessThan(8 * 'unet_crc32'.length);
  });
});

describe('a checkpoint from before the options were renamed', () => {
  const bytes = Uint8Array.from(atob(old.bytes), (character) => character.charCodeAt(0));

  test('goes on, where the run is not compared, or described as it was', async () => {
    for (const run of [undefined, old.run]) {
      await expectNoLeak(async () => {
        const state = decodeCheckpoint(bytes, { config: tinyConfig, optimizer, run });
        expect(state.step).toBe(old.step);
        expect([...(await state.parameters['head.bias']!.data())]).toEqual(old.headBias);
        expect(state.optimizer).toEqual({ name: 'adam', settings: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } });
        const options = { optimizer, schedule: old.run.learningRate, steps: 4, batchSize: 2 };
        for await (const { loss } of train(state, tinySource(), options)) expect(loss).toBeLessThan(10);
        expect(state.step).toBe(4);
        disposeTrainingState(state);
      });
    }
  });

  test('says in one line which option is another one now', async () => {
    const { tile, batch, ...others } = old.run;
    const renamed = { inputSize: tile, batchSize: batch, ...others };
    await refused('checkpoint: of another run: tile was 28, now undefined', bytes, { run: renamed });
    await refused('checkpoint: of another run: augmentation.elastic.deviation was 2, now undefined', bytes, {
      run: { ...old.run, augmentation: { elastic: { kind: 'coarse', grid: 3, sigma: 2 }, flips: true } },
    });
  });
});

test('wrong arguments are no matter of the file', () => {
  expect(() => decodeCheckpoint('x' as never, expected)).toThrow(
    new TypeError('decodeCheckpoint: bytes must be a Uint8Array, got "x"'),
  );
  expect(() => decodeCheckpoint(bytes, { ...expected, optimiser: 1 } as never)).toThrow(
    new TypeError('decodeCheckpoint: expected.optimiser is not an option, only config, optimizer, run'),
  );
  expect(() => decodeCheckpoint(bytes, { config: tinyConfig } as never)).toThrow(
    /^decodeCheckpoint: optimizer must be an Optimizer .* got undefined$/,
  );
});
