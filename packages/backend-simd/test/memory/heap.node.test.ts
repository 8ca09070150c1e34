import { describe, expect, test, vi } from 'vitest';
import { Heap, OutOfMemoryError } from '../../src/memory/heap.ts';
import { HEAP_BEGIN } from '../../src/memory/layout.ts';

const PAGE = 65536;
const MEBIBYTE = 2 ** 20;

describe.each([
  ['shared', true],
  ['private', false],
])('%s memory', (_, shared) => {
  test('grows as it is needed, keeps what is there, and says when it is full', () => {
    const heap = new Heap(shared, 512);
    const first = heap.allocate(MEBIBYTE);
    new Uint8Array(heap.buffer, first, MEBIBYTE).fill(7);
    const small = heap.buffer;
    expect(small.byteLength).toBe(256 * PAGE);
    const second = heap.allocate(20 * MEBIBYTE);
    expect(heap.buffer).not.toBe(small);
    expect(heap.buffer).toBe(heap.memory.buffer);
    expect(new Uint8Array(heap.buffer, first, MEBIBYTE).every((value) => value === 7)).toBe(true);
    expect(second + 20 * MEBIBYTE).toBeLessThanOrEqual(heap.buffer.byteLength);

    const before = heap.statistics();
    let error: unknown;
    try {
      heap.allocate(15 * MEBIBYTE);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(OutOfMemoryError);
    expect(error).toMatchObject({
      name: 'OutOfMemoryError',
      message: expect.stringMatching(
        /^backend simd: out of memory: asked for 15\.0 MiB, 21\.0 MiB are held, the largest free piece has \d+\.\d MiB, the limit is 32\.0 MiB$/,
      ),
      asked: 15 * MEBIBYTE,
      held: before.held,
      largestFree: before.largestFree,
      limit: 512 * PAGE,
    });
    expect(heap.statistics()).toEqual(before);
    heap.release(second);
    expect(heap.allocate(15 * MEBIBYTE)).toBe(second);
  });

  test('asks for less where the machine gives no more', () => {
    const heap = new Heap(shared, 4096);
    const grow = vi.spyOn(heap.memory, 'grow');
    grow.mockImplementationOnce(() => {
      throw new RangeError('no');
    });
    heap.allocate(16 * MEBIBYTE);
    expect(grow.mock.calls).toEqual([[256], [1]]);
    grow.mockImplementation(() => {
      throw new RangeError('no');
    });
    const before = heap.statistics();
    expect(() => heap.allocate(MEBIBYTE)).toThrow(OutOfMemoryError);
    expect(heap.statistics()).toEqual(before);
  });
});

test('the first page and the last one are not for tensors', () => {
  const heap = new Heap(true);
  expect(heap.allocate(1)).toBe(HEAP_BEGIN);
  // Address space alone: nothing of it is touched.
  const rest = heap.allocate(2 ** 32 - 3 * PAGE);
  expect(rest + 2 ** 32 - 3 * PAGE).toBeLessThanOrEqual(2 ** 32 - PAGE);
  expect(() => heap.allocate(PAGE)).toThrow('the limit is 4095.9 MiB');
});

test('where 4 GiB of addresses are refused it takes what it can have', () => {
  const asked: number[] = [];
  let most = 20_000;
  class Memory extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      asked.push(descriptor.maximum!);
      if (descriptor.maximum! > most) throw new RangeError('could not allocate memory');
      super(descriptor);
    }
  }
  vi.stubGlobal('WebAssembly', Object.create(WebAssembly, { Memory: { value: Memory } }));
  expect(new Heap(true).statistics().total).toBe(256 * PAGE - HEAP_BEGIN);
  expect(asked).toEqual([65535, 32767, 16383]);
  most = 100;
  expect(() => new Heap(true)).toThrow('could not allocate memory');
  vi.unstubAllGlobals();
});
