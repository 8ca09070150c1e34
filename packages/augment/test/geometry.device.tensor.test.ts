import { type AffineMotion, type AugmentOptions, affineField, composeAffine, drawGeometry } from '@unet/augment';
import * as arrays from '@unet/augment/arrays';
import { coarseField, disposeField } from '@unet/elastic';
import * as elastic from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor';
import { expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { expectField } from '../../elastic/test/tensor-fields.ts';

const size = { height: 9, width: 8 };
const coarse = { ...size, sigma: 4 };

const motions: Record<string, AffineMotion> = {
  nothing: {},
  'everything at once': {
    flipRows: true,
    quarterTurns: 3,
    scale: 1.3,
    shear: 12,
    rotation: -33,
    shiftRows: 2.5,
    shiftColumns: -7.25,
  },
  rotation: { rotation: 120 },
};

describe.each(Object.entries(motions))('%s', (_, motion) => {
  test('affineField agrees with the array function', async () => {
    await expectNoLeak(async () => {
      const field = await expectNoRead(() => affineField({ ...size, ...motion }));
      // Displacements of some ten pixels: one unit in the last place of float32 is 1e-6.
      await expectField(field, arrays.affineField({ ...size, ...motion }), { absolute: 2e-6 });
      return field;
    });
  });

  test('composeAffine agrees with the array function and keeps its field', async () => {
    await expectNoLeak(async () => {
      const field = coarseField({ ...coarse, random: createRandom(1) });
      const composed = await expectNoRead(() => composeAffine(field, motion));
      const later = elastic.coarseField({ ...coarse, random: createRandom(1) });
      await expectField(composed, arrays.composeAffine(later, motion), { absolute: 1e-5 });
      await expectField(field, later, { absolute: 1e-5 });
      disposeField(field);
      return composed;
    });
  });
});

test.each<[string, AffineMotion]>([
  ['flips', { flipRows: true, flipColumns: true }],
  ['a quarter turn', { quarterTurns: 1 }],
])('%s are exact', async (_, motion) => {
  await expectNoLeak(async () => {
    const window = { height: 6, width: 12 };
    const field = affineField({ ...window, ...motion });
    await expectField(field, arrays.affineField({ ...window, ...motion }), { absolute: 0 });
    return field;
  });
});

test('a displacement over a large window is rounded once', async () => {
  await expectNoLeak(async () => {
    // Two rows of 4000 pixels, turned about the middle: displacements of up to 4000 pixels, of which float32 keeps 2.4e-4.
    const options = { height: 2, width: 4000, rotation: 179, scale: 1.01 };
    const field = affineField(options);
    const expected = arrays.affineField(options);
    await expectField(field, expected, { absolute: 2.5e-4 });
    const differing = (await field.columns.data()).filter((value, index) => value !== expected.columns[index]);
    expect(differing.length).toBeLessThan(8);
    return field;
  });
});

describe('drawGeometry draws the field of the array function', () => {
  test.each<[string, AugmentOptions]>([
    ['nothing', {}],
    ['motion alone', { flips: true, quarterTurns: true, rotation: 30, shift: 3 }],
    ['an elastic field alone', { elastic: { kind: 'dense', sigma: 2, alpha: 9, kernelSize: 7 } }],
    ['both', { scale: 1.2, shear: 10, rotation: 180, elastic: { kind: 'coarse', sigma: 4, probability: 0.9 } }],
  ])('%s', async (_, options) => {
    for (const seed of [1, 2, 3]) {
      await expectNoLeak(async () => {
        const draw = { ...options, ...size, random: createRandom(seed) };
        const field = await expectNoRead(() => drawGeometry(draw));
        await expectField(field, arrays.drawGeometry(draw), { absolute: 2e-5 });
        return field;
      });
    }
  });
});
