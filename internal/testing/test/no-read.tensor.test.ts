import { add, bincount, engine, env, getBackend, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { countReads, expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const onGpu = ['webgl', 'webgpu'].includes(getBackend());

test('counts each way in which a tensor is read, once, and none in computing', async () => {
  await expectNoLeak(async () => {
    const values = tensor1d([1, 2, 3]);
    expect(await countReads(() => values.data())).toBe(1);
    expect(await countReads(() => values.array())).toBe(1);
    expect(await countReads(() => values.bytes())).toBe(1);
    expect(await countReads(() => values.buffer())).toBe(1);
    expect(await countReads(() => Promise.all([values.data(), values.data()]))).toBe(2);
    // Before anything is computed of them: webgpu reads at once by way of a canvas, of which SwiftShader's device is lost.
    expect(await countReads(() => values.dataSync())).toBe(1);
    expect(await countReads(() => [values.arraySync(), String(values), values.bufferSync()])).toBe(3);
    expect(await countReads(() => add(values, 1).dispose())).toBe(0);
    return values;
  });
});

test('counts a read of what lies on the device alone, and one after a promise', async () => {
  await expectNoLeak(async () => {
    const values = tensor1d([1, 2, 3]);
    const reads = await countReads(async () => {
      const sum = tidy(() => add(values, 1));
      await Promise.resolve();
      expect([...(await sum.data())]).toEqual([2, 3, 4]);
      sum.dispose();
    });
    expect(reads).toBe(1);
    return values;
  });
});

test('counts what a kernel reads where that is a device', async () => {
  await expectNoLeak(async () => {
    const values = tensor1d([1, 0, 1], 'int32');
    const weights = tensor1d([1, 1, 1]);
    const reads = await countReads(() => bincount(values, weights, 2).dispose());
    // webgl counts on the CPU, and reads both for that; webgpu has a shader.
    expect(reads).toBe(getBackend() === 'webgl' ? 2 : 0);
    return [values, weights];
  });
});

test('expectNoRead hands on the result of work that reads nothing, and throws for work that reads', async () => {
  await expectNoLeak(async () => {
    const values = tensor1d([1, 2, 3]);
    await expect(expectNoRead(() => values.dataSync())).rejects.toThrow(new Error('the device was read 1 time'));
    const sum = await expectNoRead(() => add(values, 1));
    expect([...(await sum.data())]).toEqual([2, 3, 4]);
    await expect(expectNoRead(async () => [await values.data(), await values.data()])).rejects.toThrow(
      new Error('the device was read 2 times'),
    );
    return [values, sum];
  });
});

test('leaves engine, backend and flags as they were, also where the work fails', async () => {
  const { backend } = engine();
  const flag = `${getBackend().toUpperCase()}_CPU_FORWARD`;
  const state = () => [
    ...[engine(), backend].flatMap((object) =>
      ['read', 'readSync'].map((name) => [Object.hasOwn(object, name), object[name as 'read']]),
    ),
    onGpu ? env().getBool(flag) : undefined,
  ];
  const before = state();
  await expect(expectNoRead(() => Promise.reject(new Error('the work failed')))).rejects.toThrow('the work failed');
  expect(state()).toEqual(before);
  // A method that belongs to the object itself is kept as such.
  const own = engine().readSync;
  engine().readSync = own;
  try {
    await countReads(() => undefined);
    expect(Object.hasOwn(engine(), 'readSync') && engine().readSync === own).toBe(true);
  } finally {
    Reflect.deleteProperty(engine(), 'readSync');
  }
});
