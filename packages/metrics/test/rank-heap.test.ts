import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRankHeap } from '../src/rank-heap.ts';

it('gives the lowest number that is in it, each once', () => {
  // A number is added, -1 takes the lowest out.
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1, max: 19 }), { maxLength: 200 }), (steps) => {
      const heap = createRankHeap(20);
      const expected = new Set<number>();
      for (const step of steps) {
        if (step >= 0) {
          heap.add(step);
          expected.add(step);
          continue;
        }
        const lowest = expected.size === 0 ? -1 : Math.min(...expected);
        expect(heap.takeLowest()).toBe(lowest);
        expected.delete(lowest);
      }
    }),
  );
});
