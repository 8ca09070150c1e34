import { nearestTwoCells } from '@unet/weight-map/arrays';
import { randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measured } from './brute-force.ts';

it('measures every distance up to the wanted one exactly, and none too short', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.nat(1000), (within, seed) => {
      // Sparse cells: most pixels are far from any.
      const cells = randomLabel(23, 31, 40, seed);
      const sparse = { ...cells, data: cells.data.map((cell) => (cell > 3 ? 0 : cell)) };
      const whole = measured(sparse);
      const near = measured(sparse, { within });
      for (const level of ['first', 'second'] as const) {
        // Not one `expect` a pixel: they would take most of the time.
        const wrong = whole[level].findIndex((distance, pixel) => {
          const found = near[level][pixel]!;
          return distance <= within ? found !== distance : !(found >= distance);
        });
        expect(wrong, `${level} distance, pixel`).toBe(-1);
      }
    }),
  );
  expect(() => nearestTwoCells(randomLabel(2, 2, 2, 0), { within: -1 })).toThrow(
    'nearestTwoCells: within must be a number >= 0, got -1',
  );
});
