import { type RawImage, type ToLabelOptions, toLabelArray } from '@unet/image-io/arrays';
import { labelsOfFiles } from '@unet/image-io/internal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

function grey(...values: number[]): RawImage {
  return { width: values.length, height: 1, channels: 1, bitDepth: 8, format: 'uint', data: Uint8Array.from(values) };
}

function float(...values: number[]): RawImage {
  return { ...grey(...values), bitDepth: 32, format: 'float', data: Float32Array.from(values) };
}

function rgb(...values: number[]): RawImage {
  return { ...grey(...values), width: values.length / 3, channels: 3 };
}

const labelOf = (image: RawImage, options?: ToLabelOptions): number[] => [...toLabelArray(image, options).data];

describe('classes', () => {
  test.each<[string, RawImage, ToLabelOptions, number[]]>([
    ['0 and 1 as they are', grey(0, 1, 1, 0), {}, [0, 1, 1, 0]],
    ['0 and 255 ranked', grey(255, 0, 0, 255), {}, [1, 0, 0, 1]],
    ['any two values ranked', grey(200, 90, 200), {}, [1, 0, 1]],
    ['1 and 2 ranked, for 2 is no class of two', grey(2, 1, 2), {}, [1, 0, 1]],
    ['all 0', grey(0, 0), {}, [0, 0]],
    ['all 1', grey(1, 1), {}, [1, 1]],
    ['all 255', grey(255, 255), {}, [1, 1]],
    ['all 255 of three', grey(255, 255), { classes: 3 }, [2, 2]],
    ['three classes as they are', grey(2, 0, 2), { classes: 3 }, [2, 0, 2]],
    ['three grey values ranked', grey(255, 0, 128), { classes: 3 }, [2, 0, 1]],
    ['floats 0 and 1', float(0, 1), {}, [0, 1]],
    ['floats 0 and 0.5', float(0.5, 0), {}, [1, 0]],
    ['all 1 of floats', float(1, 1), {}, [1, 1]],
    ['grey in RGB', rgb(255, 255, 255, 0, 0, 0), {}, [1, 0]],
    ['opacity beside grey', { ...grey(255, 0, 0, 9), width: 2, channels: 2 }, {}, [1, 0]],
    ['coloured palette by its indices', { ...rgb(128, 0, 0, 0, 0, 0), indices: Uint8Array.of(1, 0) }, {}, [1, 0]],
    ['grey palette by its indices', { ...rgb(0, 0, 0, 255, 255, 255), indices: Uint8Array.of(1, 0) }, {}, [1, 0]],
    ['the values that are stored where 0 is white', { ...grey(0, 255, 0), whiteIsZero: true }, {}, [0, 1, 0]],
    ['a colour on black', rgb(0, 0, 0, 200, 30, 10), {}, [0, 1]],
    ['a colour on white', rgb(255, 255, 255, 200, 30, 10), {}, [0, 1]],
    ['white and a colour on black', rgb(255, 255, 255, 0, 0, 0, 0, 9, 0), { classes: 3 }, [2, 0, 1]],
    ['opacity alone', { ...rgb(9, 8, 7, 0, 9, 8, 7, 255), width: 2, channels: 4 }, {}, [0, 1]],
  ])('%s', (_, image, options, expected) => {
    const label = toLabelArray(image, options);
    expect(label).toEqual({ height: 1, width: expected.length, data: Int32Array.from(expected) });
  });

  test('1-bit images hold classes', () => {
    expect(labelOf({ ...grey(0, 1, 1), bitDepth: 1 })).toEqual([0, 1, 1]);
  });

  test('all of the largest 16-bit value', () => {
    const image: RawImage = { ...grey(1, 1), bitDepth: 16, data: Uint16Array.of(65535, 65535) };
    expect(labelOf(image)).toEqual([1, 1]);
    expect(() => toLabelArray({ ...image, data: Uint16Array.of(255, 255) })).toThrow(
      'label has 1 grey value (255), expected 2',
    );
  });

  test.each<[RawImage, ToLabelOptions, string]>([
    [grey(204, 51, 0, 102, 153), {}, 'label has 5 grey values (0, 51, 102, ...), expected 2'],
    [grey(3, 0, 1, 2), {}, 'label has 4 grey values (0, 1, 2, 3), expected 2'],
    [grey(0, 255), { classes: 3 }, 'label has 2 grey values (0, 255), expected 3'],
    [grey(7, 7), {}, 'label has 1 grey value (7), expected 2'],
    [{ ...grey(7, 7), page: 2 }, {}, 'page 2: label has 1 grey value (7), expected 2'],
    [float(0, Number.NaN), {}, 'value NaN is not a finite number at row 0, column 1'],
    [
      rgb(7, 7, 7, 255, 0, 0),
      {},
      'label has colours, and neither black nor white, so that the background cannot be told: (7, 7, 7), (255, 0, 0) at row 0, column 1',
    ],
    [rgb(0, 0, 0, 255, 0, 0, 0, 255, 0), {}, 'label has 3 colours, expected 2'],
    [
      { ...grey(1, 2), width: 1, channels: 2, alpha: false },
      {},
      'label must have one channel or colours of whole numbers, got 2 channels that differ at row 0, column 0',
    ],
  ])('refuses %#', (image, options, message) => {
    expect(() => toLabelArray(image, options)).toThrow(
      expect.objectContaining({ name: 'FileError', message }) as Error,
    );
  });

  test('any strictly increasing grey values give back the classes they were painted with', () => {
    const painted = fc.integer({ min: 2, max: 6 }).chain((classes) =>
      fc.record({
        classes: fc.constant(classes),
        values: fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: classes, maxLength: classes }),
        label: fc.array(fc.nat(classes - 1), { maxLength: 30 }),
      }),
    );
    fc.assert(
      fc.property(painted, ({ classes, values, label }) => {
        const sorted = [...values].sort((a, b) => a - b);
        const whole = [...sorted.keys(), ...label];
        expect(labelOf(grey(...whole.map((index) => sorted[index]!)), { classes })).toEqual(whole);
      }),
    );
  });
});

describe('instances', () => {
  test('integers stay as they are', () => {
    expect(labelOf(grey(0, 7, 255), { kind: 'instances' })).toEqual([0, 7, 255]);
    expect(labelOf(float(0, 70000), { kind: 'instances' })).toEqual([0, 70000]);
    expect(labelOf(rgb(3, 3, 3, 9, 9, 9), { kind: 'instances' })).toEqual([3, 9]);
  });

  test.each([
    [float(0, 0.5), 'value 0.5 is not an instance number from 0 to 2^31 - 1 at row 0, column 1'],
    [float(-1), 'value -1 is not an instance number from 0 to 2^31 - 1 at row 0, column 0'],
    [
      { ...grey(1), bitDepth: 32, data: Uint32Array.of(2 ** 31) },
      'value 2147483648 is not an instance number from 0 to 2^31 - 1 at row 0, column 0',
    ],
  ])('refuses %#', (image, message) => {
    expect(() => toLabelArray(image, { kind: 'instances' })).toThrow(
      expect.objectContaining({ name: 'FileError', message, row: 0 }) as Error,
    );
  });
});

test('wrong arguments', () => {
  expect(() => toLabelArray(grey(1), { classes: 1 })).toThrow(
    new RangeError('toLabelArray: classes must be an integer >= 2, got 1'),
  );
  expect(() => toLabelArray(grey(1), { kind: 'cells' as 'classes' })).toThrow(
    new RangeError('toLabelArray: kind must be "classes" or "instances", got "cells"'),
  );
  expect(() => toLabelArray(grey(1), { class: 3 } as never)).toThrow(
    new TypeError('toLabelArray: options.class is not an option, only classes, kind'),
  );
  expect(() => toLabelArray(null as unknown as RawImage)).toThrow(
    new TypeError('toLabelArray: raw must be a RawImage, got null'),
  );
});

test('of labels that cannot be read together the file that is to blame is named, not one that lacks a class on a page', () => {
  const labels = [
    { page: grey(0, 128, 255), file: 'good.tif' },
    { page: grey(0, 255, 255), file: 'good.tif' },
    { page: grey(0, 50, 100, 200), file: 'bad.tif' },
  ];
  expect(() => labelsOfFiles(labels, { classes: 3 })).toThrow(
    'bad.tif: label has 4 grey values (0, 50, 100, 200), expected 3',
  );
  const [first, second] = labelsOfFiles(labels.slice(0, 2), { classes: 3 });
  expect([[...first!.data], [...second!.data]]).toEqual([
    [0, 1, 2],
    [0, 2, 2],
  ]);
  // Each can be read, and all together cannot: none is named.
  const apart = [
    { page: grey(0, 1, 2), file: 'a.tif' },
    { page: grey(0, 128, 255), file: 'b.tif' },
  ];
  expect(() => labelsOfFiles(apart, { classes: 3 })).toThrow(/^label has 5 grey values/);
});
