import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Allocator } from '../../src/memory/allocator.ts';

const LINE = 64;
const BEGIN = 1024;
const roundUp = (bytes: number) => Math.max(LINE, Math.ceil(bytes / LINE) * LINE);

/** An allocator that may grow up to an address, a given number of bytes at least at a time. */
function growing(end: number, limit: number, step = 0) {
  let reached = end;
  return new Allocator(BEGIN, end, (wanted) => {
    if (wanted <= limit) reached = Math.min(limit, Math.max(wanted, reached + step));
    return reached;
  });
}

const fixed = (bytes: number) => growing(BEGIN + bytes, BEGIN + bytes);

test.each([Number.NaN, -1])('%d bytes are no size', (bytes) => {
  const allocator = fixed(256);
  const before = allocator.statistics();
  expect(() => allocator.allocate(bytes)).toThrow(
    new RangeError(`Allocator.allocate: bytes must be >= 0, got ${bytes}`),
  );
  expect(allocator.statistics()).toEqual(before);
});

describe('by hand', () => {
  test('from the beginning on, a line at least', () => {
    const allocator = fixed(1024);
    expect([1, 64, 65, 0].map((bytes) => allocator.allocate(bytes))).toEqual([1024, 1088, 1152, 1280]);
    expect(allocator.statistics()).toEqual({
      held: 320,
      peak: 320,
      total: 1024,
      largestFree: 704,
      blocks: 4,
      freeBlocks: 1,
    });
  });

  test('the smallest piece that is large enough, the lowest among equals', () => {
    const allocator = fixed(64 * 20);
    const [a, , b, , c, , d] = [3, 1, 2, 1, 2, 1, 4].map((lines) => allocator.allocate(64 * lines)!);
    for (const address of [d!, c!, b!, a!]) allocator.release(address);
    expect(allocator.statistics().freeBlocks).toBe(4);
    expect(allocator.allocate(128)).toBe(b);
    expect(allocator.allocate(128)).toBe(c);
    expect(allocator.allocate(128)).toBe(a);
  });

  test('neighbours are joined, whichever goes first', () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [0, 2, 1],
      [1, 0, 2],
    ]) {
      const allocator = fixed(64 * 4);
      const addresses = [64, 128, 64].map((bytes) => allocator.allocate(bytes)!);
      for (const place of order) allocator.release(addresses[place]!);
      expect(allocator.statistics()).toMatchObject({ held: 0, peak: 256, largestFree: 256, blocks: 0, freeBlocks: 1 });
      expect(allocator.allocate(256)).toBe(BEGIN);
    }
  });

  test('grows by no more than is missing behind the last free piece', () => {
    const asked: number[] = [];
    const allocator = new Allocator(BEGIN, BEGIN + 256, (wanted) => {
      asked.push(wanted);
      return wanted;
    });
    allocator.allocate(192);
    expect(allocator.allocate(128)).toBe(BEGIN + 192);
    expect(asked).toEqual([BEGIN + 320]);
    expect(allocator.statistics()).toMatchObject({ total: 320, freeBlocks: 0, largestFree: 0 });
  });

  test('begins with nothing', () => {
    const allocator = growing(BEGIN, BEGIN + 128);
    expect(allocator.statistics()).toMatchObject({ total: 0, freeBlocks: 0 });
    expect(allocator.allocate(100)).toBe(BEGIN);
    expect(allocator.allocate(1)).toBeUndefined();
  });

  test('what was not handed out cannot be given back', () => {
    const allocator = fixed(256);
    const address = allocator.allocate(64)!;
    allocator.release(address);
    expect(() => allocator.release(address)).toThrow(
      new RangeError(`Allocator.release: nothing was allocated at ${address}`),
    );
  });
});

/** Pieces that do not overlap, sorted by address. */
type Model = Map<number, number>;

/** The free pieces between those of a model, largest extent each: what joining must lead to. */
function gaps(model: Model, end: number): { address: number; size: number }[] {
  const free: { address: number; size: number }[] = [];
  let from = BEGIN;
  for (const [address, size] of [...model].sort(([a], [b]) => a - b)) {
    if (address > from) free.push({ address: from, size: address - from });
    from = address + size;
  }
  if (end > from) free.push({ address: from, size: end - from });
  return free;
}

/** Where best fit puts a piece, by looking at every gap. */
function bestFit(free: { address: number; size: number }[], size: number): number | undefined {
  const fitting = free.filter((gap) => gap.size >= size);
  fitting.sort((a, b) => a.size - b.size || a.address - b.address);
  return fitting[0]?.address;
}

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ allocate: fc.integer({ min: 0, max: 700 }) }) },
    { weight: 2, arbitrary: fc.record({ release: fc.nat() }) },
  ),
  { maxLength: 60 },
);

test('as a model that looks at every gap', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 3000 }), (steps, step, room) => {
      const end = BEGIN + 640;
      const limit = end + Math.floor(room / LINE) * LINE;
      const allocator = growing(end, limit, Math.floor(step / LINE) * LINE);
      const model: Model = new Map();
      let peak = 0;
      for (const one of steps) {
        const before = allocator.statistics();
        if ('release' in one) {
          if (model.size === 0) continue;
          const address = [...model.keys()][one.release % model.size]!;
          allocator.release(address);
          model.delete(address);
        } else {
          const size = roundUp(one.allocate);
          const expected = bestFit(gaps(model, BEGIN + before.total), size);
          const address = allocator.allocate(one.allocate);
          if (expected !== undefined) expect(address).toBe(expected);
          if (address === undefined) {
            expect(allocator.statistics(), 'a refusal changes nothing').toEqual(before);
            continue;
          }
          expect(address % LINE).toBe(0);
          for (const [other, length] of model) expect(address + size <= other || other + length <= address).toBe(true);
          model.set(address, size);
        }
        const { held, total, largestFree, blocks, freeBlocks, ...rest } = allocator.statistics();
        const free = gaps(model, BEGIN + total);
        peak = Math.max(peak, held);
        expect(BEGIN + total).toBeLessThanOrEqual(limit);
        expect(held).toBe([...model.values()].reduce((sum, size) => sum + size, 0));
        expect(blocks).toBe(model.size);
        expect(freeBlocks).toBe(free.length);
        expect(largestFree).toBe(Math.max(0, ...free.map(({ size }) => size)));
        expect(rest.peak).toBe(peak);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});
