import { add, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';

/** Keeps hold of the tensors that a test leaks on purpose, and releases them at its end. */
async function leaking(work: (leak: (tensor: Tensor) => void) => Promise<void>): Promise<void> {
  const leaked: Tensor[] = [];
  try {
    await work((tensor) => leaked.push(tensor));
  } finally {
    for (const tensor of leaked) tensor.dispose();
  }
}

test('passes for work that leaves nothing, and disposes what it returns', async () => {
  let made: Tensor | undefined;
  await expectNoLeak(() => {
    zeros([2]).dispose();
    made = add(1, 1);
    return made;
  });
  expect(made?.isDisposed).toBe(true);
});

test('disposes tensors in arrays and objects, after a promise', async () => {
  await expectNoLeak(async () => {
    await Promise.resolve();
    return { list: [zeros([1]), zeros([1])], other: zeros([1]) };
  });
});

test.each([undefined, null, 5, 'text', { data: new Float32Array(3) }])('passes for the result %j', async (result) => {
  await expectNoLeak(() => result);
});

test('throws for one tensor that is left', () =>
  leaking(async (leak) => {
    await expect(expectNoLeak(() => leak(zeros([2])))).rejects.toThrow(new Error('1 tensor leaked'));
  }));

test('throws for tensors that are left after a promise, beside a result', () =>
  leaking(async (leak) => {
    const work = async () => {
      await Promise.resolve();
      leak(zeros([2]));
      leak(zeros([2]));
      return zeros([2]);
    };
    await expect(expectNoLeak(work)).rejects.toThrow(new Error('2 tensors leaked'));
  }));

test('throws for an input that was disposed', async () => {
  const input = zeros([2]);
  await expect(expectNoLeak(() => input.dispose())).rejects.toThrow(new Error('1 tensor too many disposed'));
});

test('hands on what the work throws', async () => {
  await expect(expectNoLeak(() => Promise.reject(new Error('the work failed')))).rejects.toThrow('the work failed');
});
