import { componentBoxes, componentSizes, connectedComponents } from '@unet/components/arrays';
import { randomLabel } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';

const label = {
  height: 3,
  width: 5,
  // biome-ignore format: a picture
  data: Int32Array.of(
    0, 1, 0, 0, 2,
    1, 1, 0, 0, 0,
    0, 0, 0, 3, 3,
  ),
};

describe('componentSizes', () => {
  it('counts pixels, the background at 0', () => {
    expect(componentSizes(label, { count: 3 })).toEqual(Int32Array.of(9, 3, 1, 2));
  });

  it('gives 0 to a number without pixels', () => {
    expect(componentSizes(label, { count: 4 })).toEqual(Int32Array.of(9, 3, 1, 2, 0));
  });

  it('adds up to the image', () => {
    const { labels, count } = connectedComponents(randomLabel(17, 23, 3, 'sizes'));
    const sizes = componentSizes(labels, { count });
    expect(sizes.reduce((sum, size) => sum + size)).toBe(17 * 23);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('says what is wrong with its arguments', () => {
    expect(() => componentSizes(label, { count: 2 })).toThrow(
      new RangeError('componentSizes: labels must hold numbers from 0 to count (2), got 3'),
    );
    expect(() => componentSizes(label, { count: -1 })).toThrow(
      new RangeError('componentSizes: count must be a non-negative integer, got -1'),
    );
    expect(() => componentSizes(label, {} as never)).toThrow(
      new RangeError('componentSizes: count must be a non-negative integer, got undefined'),
    );
    expect(() => componentSizes(label, undefined as never)).toThrow(
      new TypeError('componentSizes: options must be an object, got undefined'),
    );
    expect(() => componentSizes(label, { counts: 3 } as never)).toThrow(
      new TypeError('componentSizes: options.counts is not an option, only count'),
    );
    expect(() => componentSizes({ height: 1, width: 1, data: Int32Array.of(-1) }, { count: 1 })).toThrow(
      new RangeError('componentSizes: labels must hold numbers from 0 to count (1), got -1'),
    );
  });
});

describe('componentBoxes', () => {
  it('finds first and last rows and columns', () => {
    expect(componentBoxes(label, { count: 3 })).toEqual([
      { row: 0, column: 0, height: 2, width: 2 },
      { row: 0, column: 4, height: 1, width: 1 },
      { row: 2, column: 3, height: 1, width: 2 },
    ]);
  });

  it('is the smallest rectangle that holds the component', () => {
    const { labels, count } = connectedComponents(randomLabel(12, 15, 3, 'boxes'), { connectivity: 4 });
    componentBoxes(labels, { count }).forEach((box, index) => {
      const pixels = [...labels.data.keys()].filter((pixel) => labels.data[pixel] === index + 1);
      const rows = pixels.map((pixel) => Math.floor(pixel / 15));
      const columns = pixels.map((pixel) => pixel % 15);
      expect([box.row, box.row + box.height - 1]).toEqual([Math.min(...rows), Math.max(...rows)]);
      expect([box.column, box.column + box.width - 1]).toEqual([Math.min(...columns), Math.max(...columns)]);
    });
  });

  it('gives an empty box to a number without pixels', () => {
    expect(componentBoxes(label, { count: 4 })[3]).toEqual({ row: 0, column: 0, height: 0, width: 0 });
  });

  it('says what is wrong with its arguments', () => {
    expect(() => componentBoxes(label, { count: 2 })).toThrow(
      new RangeError('componentBoxes: labels must hold numbers from 0 to count (2), got 3'),
    );
    expect(() => componentBoxes(label, { count: 1.5 })).toThrow(
      new RangeError('componentBoxes: count must be a non-negative integer, got 1.5'),
    );
    expect(() => componentBoxes(label, 3 as never)).toThrow(
      new TypeError('componentBoxes: options must be an object, got 3'),
    );
    expect(() => componentBoxes(label, { count: 3, order: 1 } as never)).toThrow(
      new TypeError('componentBoxes: options.order is not an option, only count'),
    );
  });
});
