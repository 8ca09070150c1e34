import { memory, type Tensor4D } from '@tensorflow/tfjs-core';
import { FileError } from '@unet/files';
import {
  createUNet,
  decodeSafetensors,
  disposeUNet,
  encodeSafetensors,
  encodeUNet,
  forward,
  loadUNet,
  makeParameters,
  type NamedArray,
  parameterShapes,
  readParameters,
  type UNet,
} from '@unet/model';
import { createRandom } from '@unet/tensor/arrays';
import { expectNoLeak } from '@unet-internal/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainNoise, toTensor } from './reference/plain-array.ts';

const config = { depth: 1, baseWidth: 2, classes: 3, padding: 'same', dropout: 'bottom' } as const;
let unet: UNet;
let bytes: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  unet = createUNet(config, { seed: 4 });
  bytes = await encodeUNet(unet);
});
afterAll(() => disposeUNet(unet));

test('what is saved is loaded: configuration, weights and so predictions', async () => {
  await expectNoLeak(async () => {
    const loaded = await loadUNet(bytes);
    expect(loaded.config).toEqual(unet.config);
    expect(await readParameters(loaded.parameters)).toEqual(await readParameters(unet.parameters));
    const x = toTensor<Tensor4D>(plainNoise('x', [1, 8, 6, 1]));
    const [before, after] = [unet, loaded].map((net) => forward(net.config, net.parameters, x));
    expect(await after!.data()).toEqual(await before!.data());
    disposeUNet(loaded);
    return [x, before, after];
  });
});

test('the file holds the tensors by name, and says who wrote it', () => {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const shapes = Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]));
  expect(shapes).toEqual(parameterShapes(unet.config));
  expect(metadata.library).toBe('@unet/model');
  expect(JSON.parse(metadata.config!)).toEqual(unet.config);
});

test('saving leaves nothing behind', async () => {
  await expectNoLeak(async () => {
    await encodeUNet(unet);
  });
});

test('loads from a URL', async () => {
  const text = btoa(String.fromCharCode(...bytes));
  const url = `data:application/octet-stream;base64,${text}`;
  for (const source of [url, new URL(url)]) {
    const loaded = await loadUNet(source);
    expect(await readParameters(loaded.parameters)).toEqual(await readParameters(unet.parameters));
    disposeUNet(loaded);
  }
});

test('loads from an ArrayBuffer, as response.arrayBuffer() gives it', async () => {
  await expectNoLeak(async () => {
    const loaded = await loadUNet(bytes.slice().buffer);
    expect(await readParameters(loaded.parameters)).toEqual(await readParameters(unet.parameters));
    disposeUNet(loaded);
  });
});

test('what a URL holds is blamed with the URL, and with the tensor', async () => {
  const url = `data:application/octet-stream;base64,${btoa(String.fromCharCode(...bytes.subarray(0, -1)))}`;
  const error = await loadUNet(url).then(
    () => expect.unreachable('was loaded'),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(FileError);
  // A data: URL is the whole file: its beginning will do.
  expect(error.file).toBe(`${url.slice(0, 57)}...`);
  expect(error.tensor).toBe('head.bias');
  expect(error.message).toMatch(
    /^data:application\/octet-stream;base64,.*\.\.\.: safetensors: tensor "head\.bias" ends/,
  );
});

test('what is neither bytes nor URL is refused', async () => {
  await expect(loadUNet([...bytes] as unknown as Uint8Array)).rejects.toThrow(
    new TypeError(
      `loadUNet: source must be a Uint8Array, an ArrayBuffer, a URL or a string, got Array(${bytes.length})`,
    ),
  );
});

test('what readParameters and makeParameters exchange with the caller is copied', async () => {
  const arrays = await readParameters(unet.parameters);
  const original = await readParameters(unet.parameters);
  const made = makeParameters(unet.config, arrays);
  for (const { data } of Object.values(arrays)) data.fill(7);
  expect(await readParameters(made)).toEqual(original);
  expect(await readParameters(unet.parameters)).toEqual(original);
  disposeUNet({ config: unet.config, parameters: made });
});

describe('refuses in one line, with the name of the tensor, and leaves nothing behind', () => {
  const name = 'up.0.filter'; // [2, 2, 4, 2]
  type Arrays = Record<string, NamedArray>;

  async function refusal(change: (tensors: Arrays, metadata: Record<string, string>) => void): Promise<FileError> {
    const { tensors, metadata } = decodeSafetensors(bytes);
    const [changedTensors, changedMetadata] = [{ ...tensors }, { ...metadata }];
    change(changedTensors, changedMetadata);
    return errorOf(encodeSafetensors({ tensors: changedTensors, metadata: changedMetadata }));
  }

  async function errorOf(file: Uint8Array): Promise<FileError> {
    const before = memory().numTensors;
    const error = await loadUNet(file).then(
      () => expect.unreachable('was loaded'),
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(FileError);
    expect(error.name).toBe('FileError');
    expect(error.message).not.toContain('\n');
    expect(memory().numTensors).toBe(before);
    return error;
  }

  test('a missing tensor', async () => {
    const error = await refusal((tensors) => {
      delete tensors[name];
    });
    expect(error.message).toBe('U-Net file: tensor "up.0.filter" is missing');
    expect(error.tensor).toBe(name);
  });

  test.each(['up.1.filter', 'toString'])('a surplus tensor %s', async (surplus) => {
    const error = await refusal((tensors) => {
      tensors[surplus] = { shape: [], data: new Float32Array(1) };
    });
    expect(error.message).toBe(`U-Net file: tensor "${surplus}" does not belong to this network`);
    expect(error.tensor).toBe(surplus);
  });

  test('a misshapen tensor', async () => {
    const error = await refusal((tensors) => {
      tensors[name] = { shape: [2, 2, 2, 4], data: tensors[name]!.data };
    });
    expect(error.message).toBe('U-Net file: tensor "up.0.filter" must have shape [2,2,4,2], got [2,2,2,4]');
    expect(error.tensor).toBe(name);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('the value %f', async (value) => {
    const error = await refusal((tensors) => {
      tensors[name] = { shape: tensors[name]!.shape, data: tensors[name]!.data.with(5, value) };
    });
    expect(error.message).toBe(`U-Net file: tensor "up.0.filter" must be finite, got ${value} at 5`);
    expect(error.tensor).toBe(name);
  });

  test('too few values in plain memory', async () => {
    const arrays = await readParameters(unet.parameters);
    const { shape, data } = arrays[name]!;
    expect(() => makeParameters(unet.config, { ...arrays, [name]: { shape, data: data.subarray(1) } })).toThrow(
      new FileError('U-Net file: tensor "up.0.filter" must hold 32 values, got 31', { tensor: name }),
    );
  });

  test('no configuration', async () => {
    const error = await refusal((_, metadata) => {
      delete metadata.config;
    });
    expect(error.message).toBe('U-Net file: metadata has no configuration: not written by @unet/model');
    expect(error.tensor).toBeUndefined();
  });

  test('a configuration that is no JSON', async () => {
    const error = await refusal((_, metadata) => {
      metadata.config = '{\n"depth": }';
    });
    expect(error.message).toBe('U-Net file: configuration is not JSON');
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  test.each([
    ['null', 'U-Net file: config must be an object, got null'],
    ['{"depth":99}', 'U-Net file: depth must be an integer from 1 to 8, got 99'],
    [
      '{"depht":2}',
      'U-Net file: config.depht is not an option, only depth, baseWidth, channels, classes, padding, dropout, dropoutRate, upConvolution, scaling',
    ],
  ])('the configuration %s', async (text, reason) => {
    const error = await refusal((_, metadata) => {
      metadata.config = text;
    });
    expect(error.message).toBe(`U-Net file: configuration cannot be used (${reason})`);
    expect(error.cause).toBeInstanceOf(Error);
  });

  test('a truncated file, wherever it is cut', async () => {
    for (let length = 0; length < bytes.length; length += 41) await errorOf(bytes.subarray(0, length));
    expect((await errorOf(bytes.subarray(0, bytes.length - 1))).tensor).toBe('head.bias');
  });
});

describe('a file with one bit flipped', () => {
  /** Where values start: behind the header and the number that counts its bytes. */
  const bodyStart = (): number => 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));

  function flipped(bit: number): Uint8Array<ArrayBuffer> {
    const copy = bytes.slice();
    copy[bit >> 3]! ^= 1 << (bit & 7);
    return copy;
  }

  test('is refused, whichever of 1000 bits of the values it is', async () => {
    const random = createRandom('bits of weights');
    const [first, end] = [8 * bodyStart(), 8 * bytes.length];
    await expectNoLeak(async () => {
      for (let count = 0; count < 1000; count++) {
        const bit = first + random.integer(end - first);
        await expect(loadUNet(flipped(bit)), `bit ${bit}`).rejects.toThrow(damaged);
      }
    });
  });

  test('is refused or the same network, whichever of 1000 bits of the header it is', async () => {
    const original = await readParameters(unet.parameters);
    let loads = 0;
    const random = createRandom('bits of a header');
    for (let count = 0; count < 1000; count++) {
      const bit = random.integer(8 * bodyStart());
      const loaded = await loadUNet(flipped(bit)).catch((error: unknown) => {
        expect(error).toBeInstanceOf(FileError);
        return undefined;
      });
      if (loaded === undefined) continue;
      loads++;
      expect(loaded.config).toEqual(unet.config);
      expect(await readParameters(loaded.parameters)).toEqual(original);
      disposeUNet(loaded);
    }
    // The bits of the checksum's own name, without which it is a file from before there was one.
    expect(loads).toBeGreaterThan(0);
    expect(loads).toBeLessThan(8 * 'unet_crc32'.length);
  });

  test('is refused with its URL', async () => {
    const url = `data:application/octet-stream;base64,${btoa(String.fromCharCode(...flipped(8 * bytes.length - 1)))}`;
    const error = await loadUNet(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'FileError', file: `${url.slice(0, 57)}...` });
    expect((error as FileError).reason).toMatch(damaged);
  });

  const damaged =
    /^safetensors: file is damaged: its content has checksum "[\da-f]{8}", but unet_crc32 "[\da-f]{8}" was written$/;
});

test('makeParameters refuses what makes no sense before it makes a tensor', async () => {
  await expectNoLeak(() => {
    expect(() => makeParameters({ depth: 0 }, {})).toThrow(
      new RangeError('makeParameters: depth must be an integer from 1 to 8, got 0'),
    );
    expect(() => makeParameters({}, undefined as unknown as Record<string, NamedArray>)).toThrow(
      new TypeError('makeParameters: arrays must be an object, got undefined'),
    );
  });
});
