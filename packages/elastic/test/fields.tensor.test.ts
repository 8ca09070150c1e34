import { coarseField, cropField, denseField, disposeField, randomField, zeroField } from '@unet/elastic';
import * as arrays from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor';
import { expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { expectField, fieldFromArrays } from './tensor-fields.ts';

const size = { height: 12, width: 9 };

test('drawing takes as many numbers from the stream', () => {
  const [onDevice, onArrays] = [createRandom(6), createRandom(6)];
  disposeField(denseField({ ...size, random: onDevice }));
  disposeField(coarseField({ ...size, random: onDevice }));
  arrays.denseField({ ...size, random: onArrays });
  arrays.coarseField({ ...size, random: onArrays });
  expect(onDevice.state).toEqual(onArrays.state);
});

test('zeroField holds zeros, disposeField releases it', async () => {
  await expectNoLeak(async () => {
    const field = await expectNoRead(() => zeroField(size));
    await expectField(field, arrays.zeroField(size), { absolute: 0 });
    disposeField(field);
  });
});

test('cropField takes the centre; an odd difference lies to the top left', async () => {
  const rows = Float32Array.from({ length: 20 }, (_, index) => index);
  const whole = { height: 4, width: 5, rows, columns: rows.map((value) => -value) };
  await expectNoLeak(async () => {
    const field = fieldFromArrays(whole);
    const part = await expectNoRead(() => cropField(field, { height: 2, width: 2 }));
    const [expectedRows, expectedColumns] = [Float32Array.of(6, 7, 11, 12), Float32Array.of(-6, -7, -11, -12)];
    await expectField(part, { height: 2, width: 2, rows: expectedRows, columns: expectedColumns }, { absolute: 0 });
    disposeField(field);
    return part;
  });
});

test('the part of a whole field is a field of its own', async () => {
  await expectNoLeak(async () => {
    const field = zeroField(size);
    const same = cropField(field, size);
    disposeField(field);
    await expectField(same, arrays.zeroField(size), { absolute: 0 });
    return same;
  });
});

describe('bad calls', () => {
  const wrong = (value: unknown): never => value as never;

  test.each<[string, () => unknown]>([
    [
      'denseField: options.apha is not an option, only',
      () => denseField(wrong({ ...size, random: createRandom(1), apha: 1 })),
    ],
    [
      'coarseField: grid must be an integer >= 2, got 1',
      () => coarseField({ ...size, random: createRandom(1), grid: 1 }),
    ],
    [
      'randomField: kind must be "dense" or "coarse", got undefined',
      () => randomField(wrong({ ...size, random: createRandom(1) })),
    ],
    ['zeroField: size.height must be a positive integer, got 0', () => zeroField({ height: 0, width: 1 })],
    ['cropField: field must be { rows, columns }, got undefined', () => cropField(wrong(undefined), size)],
    [
      'cropField: field.rows must be a [height, width] float32 tensor, got Float32Array(108)',
      () => cropField(wrong(arrays.zeroField(size)), size),
    ],
  ])('%s', async (message, call) => {
    await expectNoLeak(() => {
      expect(call).toThrow(message);
    });
  });

  test('a part larger than the field, rows and columns of different shapes', async () => {
    await expectNoLeak(() => {
      const field = zeroField(size);
      const other = zeroField({ height: 12, width: 8 });
      expect(() => cropField(field, { height: 13, width: 1 })).toThrow(
        "cropField: size must not exceed the field's, 12 x 9, got 13 x 1",
      );
      expect(() => cropField({ rows: field.rows, columns: other.columns }, size)).toThrow(
        'cropField: field.columns must have the shape of the rows, [12,9], got [12,8]',
      );
      disposeField(field);
      disposeField(other);
    });
  });

  test('a field of tensors where one of arrays belongs', async () => {
    await expectNoLeak(() => {
      const field = zeroField(size);
      expect(() => arrays.cropField(wrong(field), size)).toThrow(
        'cropField: field.rows must be a Float32Array, got [12,9] float32 tensor',
      );
      disposeField(field);
    });
  });
});
