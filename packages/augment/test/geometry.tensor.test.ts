import { affineField, composeAffine, drawGeometry, drawGreyValues, drawMotion } from '@unet/augment';
import * as arrays from '@unet/augment/arrays';
import { disposeField, zeroField } from '@unet/elastic';
import * as elastic from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const size = { height: 9, width: 8 };

test('numbers are drawn by the very functions of the arrays', () => {
  expect(drawMotion).toBe(arrays.drawMotion);
  expect(drawGreyValues).toBe(arrays.drawGreyValues);
});

test('bad calls leave nothing over', async () => {
  await expectNoLeak(() => {
    const wrong = (value: unknown): never => value as never;
    const field = zeroField(size);
    expect(() => affineField({ ...size, scale: 0 })).toThrow('affineField: scale must be a finite number > 0, got 0');
    expect(() => affineField(wrong({ ...size, angle: 3 }))).toThrow(
      'affineField: options.angle is not an option, only',
    );
    expect(() => composeAffine(field, wrong({ angle: 3 }))).toThrow(
      'composeAffine: motion.angle is not an option, only',
    );
    expect(() => composeAffine(wrong(elastic.zeroField(size)), {})).toThrow(
      'composeAffine: field.rows must be a [height, width] float32 tensor, got Float32Array(72)',
    );
    expect(() => drawGeometry(wrong({ ...size, random: createRandom(1), rotate: 3 }))).toThrow(
      'drawGeometry: options.rotate is not an option, only',
    );
    disposeField(field);
  });
});
