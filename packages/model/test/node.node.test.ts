import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { FileError } from '@unet/files';
import { createNetwork, createUNet, disposeUNet, encodeUNet, loadUNet, readParameters, type UNet } from '@unet/model';
import { readNetwork, readUNet, writeUNet } from '@unet/model/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder: string;
let unet: UNet;

beforeAll(async () => {
  await setBackend('cpu');
  folder = await mkdtemp(join(tmpdir(), 'unet-model-'));
  unet = createUNet({ depth: 1, baseWidth: 3 }, { seed: 9 });
});
afterAll(async () => {
  disposeUNet(unet);
  await rm(folder, { recursive: true });
});

async function failure(work: Promise<unknown>): Promise<FileError> {
  const error = await work.then(
    () => expect.unreachable('did not fail'),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(FileError);
  expect(error.message).not.toContain('\n');
  return error;
}

describe('files', () => {
  test('what is written is read, and the file is what encodeUNet makes', async () => {
    const path = join(folder, 'round-trip.safetensors');
    await writeUNet(path, unet);
    expect(new Uint8Array(await readFile(path))).toEqual(await encodeUNet(unet));
    const before = memory().numTensors;
    const read = await readUNet(path);
    expect(read.config).toEqual(unet.config);
    expect(await readParameters(read.parameters)).toEqual(await readParameters(unet.parameters));
    disposeUNet(read);
    expect(memory().numTensors).toBe(before);
  });

  test('of any architecture are read by readNetwork, those of U-Nets alone by readUNet, which names the file', async () => {
    const path = join(folder, 'fcn.safetensors');
    const fcn = createNetwork({ architecture: 'fcn-32s', depth: 1, baseWidth: 2, headKernel: 1, headWidth: 2 });
    await writeUNet(path, fcn);
    const read = await readNetwork(path);
    expect(read.config).toEqual(fcn.config);
    const error = await failure(readUNet(path));
    expect(error.message).toBe(
      `${path}: U-Net file: architecture must be "u-net", got "fcn-32s": loadNetwork and readNetwork take it`,
    );
    for (const network of [fcn, read]) disposeUNet(network);
  });

  test('an existing file is replaced as a whole, and no temporary file stays', async () => {
    const path = join(folder, 'replaced.safetensors');
    await writeFile(path, 'something longer '.repeat(10_000));
    await writeUNet(path, unet);
    disposeUNet(await readUNet(path));
    expect((await readdir(folder)).filter((name) => name.startsWith('replaced'))).toEqual(['replaced.safetensors']);
  });

  test('writers at the same time leave one whole file', async () => {
    const path = join(folder, 'contended.safetensors');
    const other = createUNet({ depth: 2, baseWidth: 4 });
    await Promise.all([unet, other, unet, other].map((net) => writeUNet(path, net)));
    disposeUNet(await readUNet(path));
    disposeUNet(other);
  });

  test('a file that is not there', async () => {
    const path = join(folder, 'absent.safetensors');
    const error = await failure(readUNet(path));
    expect(error.message).toBe(`${path}: no such file or folder`);
    expect(error.file).toBe(path);
    expect((error.cause as NodeJS.ErrnoException).code).toBe('ENOENT');
  });

  test('a folder that is not there is made', async () => {
    const path = join(folder, 'new', 'folder', 'x.safetensors');
    await writeUNet(path, unet);
    disposeUNet(await readUNet(path));
  });

  test('what cannot be written says so with its path, and leaves no temporary file', async () => {
    const path = join(folder, 'occupied');
    await mkdir(join(path, 'by a folder'), { recursive: true });
    await expect(writeUNet(path, unet)).rejects.toMatchObject({ name: 'FileError', file: path });
    expect((await readdir(folder)).filter((name) => name.startsWith('occupied'))).toEqual(['occupied']);
  });

  test('what cannot be read, a folder', async () => {
    const error = await failure(readUNet(folder));
    expect(error.message).toBe(`${folder}: is a folder, not a file`);
  });

  test('a broken file keeps the name of its tensor', async () => {
    const path = join(folder, 'broken.safetensors');
    await writeFile(path, (await encodeUNet(unet)).subarray(0, -1));
    const error = await failure(readUNet(path));
    expect(error.message).toMatch(
      /^.*broken\.safetensors: safetensors: tensor "head\.bias" ends at byte .*: truncated$/,
    );
    expect([error.file, error.tensor]).toEqual([path, 'head.bias']);
  });

  test('a flipped bit', async () => {
    const path = join(folder, 'flipped.safetensors');
    const bytes = await encodeUNet(unet);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(path, bytes);
    const error = await failure(readUNet(path));
    expect(error.file).toBe(path);
    expect(error.reason).toMatch(/^safetensors: file is damaged: its content has checksum /);
  });
});

describe('over HTTP', () => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    const bytes = await encodeUNet(unet);
    server = createServer((request, response) => {
      if (request.url === '/whole') response.end(bytes);
      else if (request.url === '/flipped') response.end(bytes.with(-1, bytes.at(-1)! ^ 1));
      else if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 100), () => response.destroy());
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  test('a file that is there', async () => {
    const loaded = await loadUNet(`${origin}/whole`);
    expect(await readParameters(loaded.parameters)).toEqual(await readParameters(unet.parameters));
    disposeUNet(loaded);
  });

  test('one that is not', async () => {
    const error = await failure(loadUNet(new URL(`${origin}/absent`)));
    expect(error.message).toBe(`${origin}/absent: the server answered 404 Not Found`);
  });

  test('one that breaks off', async () => {
    const error = await failure(loadUNet(`${origin}/cut`));
    expect(error.message).toBe(`${origin}/cut: the download broke off`);
    expect(error.cause).toBeInstanceOf(Error);
  });

  test('one that arrives with a flipped bit', async () => {
    const error = await failure(loadUNet(`${origin}/flipped`));
    expect(error.file).toBe(`${origin}/flipped`);
    expect(error.reason).toMatch(/^safetensors: file is damaged: its content has checksum /);
  });

  test('what cannot be fetched', async () => {
    const error = await failure(loadUNet('http://127.0.0.1:1/x'));
    expect(error.message).toBe('http://127.0.0.1:1/x: cannot be fetched');
    expect(error.cause).toBeInstanceOf(Error);
  });
});

test.each(['cells.safetensors', '/tmp/cells.safetensors', 'file:///tmp/cells.safetensors', 'C:\\cells.safetensors'])(
  'the path %s is no URL: readUNet reads files',
  async (path) => {
    const error = await failure(loadUNet(path));
    expect(error.message).toBe(`${path}: is no URL to fetch: readUNet of @unet/model/node reads files`);
    expect(error.file).toBe(path);
  },
);
