import { componentBoxes, componentSizes, connectedComponents } from '@unet/components/arrays';
import { randomLabel } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';

const labels = {
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
    expect(componentSizes({ labels, count: 3 })).toEqual(Int32Array.of(9, 3, 1, 2));
  });

  it('gives 0 to a number without pixels', () => {
    expect(componentSizes({ labels, count: 4 })).toEqual(Int32Array.of(9, 3, 1, 2, 0));
  });

  it('adds up to the image', () => {
    const sizes = componentSizes(connectedComponents(randomLabel(17, 23, 3, 'sizes')));
    expect(sizes.reduce((sum, size) => sum + size)).toBe(17 * 23);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('says what is wrong with its arguments', () => {
    expect(() => componentSizes({ labels, count: 2 })).toThrow(
      new RangeError('componentSizes: components.labels must hold numbers from 0 to components.count (2), got 3'),
    );
    expect(() => componentSizes({ labels, count: -1 })).toThrow(
      new RangeError('componentSizes: components.count must be a non-negative integer, got -1'),
    );
    expect(() => componentSizes({ labels } as never)).toThrow(
      new TypeError('componentSizes: components must be { labels, count }, got { labels }'),
    );
    expect(() => componentSizes(labels as never)).toThrow(
      new TypeError('componentSizes: components must be { labels, count }, got { height, width, data }'),
    );
    expect(() => componentSizes({ labels: labels.data, count: 3 } as never)).toThrow(
      /^componentSizes: components\.labels must be \{ height, width, data \}, got Int32Array\(15\)$/,
    );
    const below = { height: 1, width: 1, data: Int32Array.of(-1) };
    expect(() => componentSizes({ labels: below, count: 1 })).toThrow(
      new RangeError('componentSizes: components.labels must hold numbers from 0 to components.count (1), got -1'),
    );
  });
});

describe('componentBoxes', () => {
  it('finds first and last rows and columns', () => {
    expect(componentBoxes({ labels, count: 3 })).toEqual([
      { row: 0, column: 0, height: 2, width: 2 },
      { row: 0, column: 4, height: 1, width: 1 },
      { row: 2, column: 3, height: 1, width: 2 },
    ]);
  });

  it('is the smallest rectangle that holds the component', () => {
    const components = connectedComponents(randomLabel(12, 15, 3, 'boxes'), { connectivity: 4 });
    componentBoxes(components).forEach((box, index) => {
      const { data } = components.labels;
      const pixels = [...data.keys()].filter((pixel) => data[pixel] === index + 1);
      const rows = pixels.map((pixel) => Math.floor(pixel / 15));
      const columns = pixels.map((pixel) => pixel % 15);
      expect([box.row, box.row + box.height - 1]).toEqual([Math.min(...rows), Math.max(...rows)]);
      expect([box.column, box.column + box.width - 1]).toEqual([Math.min(...columns), Math.max(...columns)]);
    });
  });

  it('gives an empty box to a number without pixels', () => {
    expect(componentBoxes({ labels, count: 4 })[3]).toEqual({ row: 0, column: 0, height: 0, width: 0 });
  });

  it('says what is wrong with its arguments', () => {
    expect(() => componentBoxes({ labels, count: 2 })).toThrow(
      new RangeError('componentBoxes: components.labels must hold numbers from 0 to components.count (2), got 3'),
    );
    expect(() => componentBoxes({ labels, count: 1.5 })).toThrow(
      new RangeError('componentBoxes: components.count must be a non-negative integer, got 1.5'),
    );
    expect(() => componentBoxes(3 as never)).toThrow(
      new TypeError('componentBoxes: components must be { labels, count }, got 3'),
    );
  });
});
