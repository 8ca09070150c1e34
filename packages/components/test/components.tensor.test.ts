import { componentBoxes, componentSizes, connectedComponents } from '@unet/components';
import * as arrays from '@unet/components/arrays';
import { labelFromArray, labelToArray } from '@unet/tensor';
import { expectNoLeak, randomLabel } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';

describe('on tensors', () => {
  it('gives what the array functions give, and leaks nothing', async () => {
    const array = randomLabel(13, 17, 3, 'tensors');
    const label = labelFromArray(array);
    const expected = arrays.connectedComponents(array, { connectivity: 4 });
    await expectNoLeak(async () => {
      const components = await connectedComponents(label, { connectivity: 4 });
      const { labels, count } = components;
      expect(labels.dtype).toBe('int32');
      expect(await labelToArray(labels)).toEqual(expected.labels);
      expect(count).toBe(expected.count);
      expect(await componentSizes(components)).toEqual(arrays.componentSizes(expected));
      expect(await componentBoxes(components)).toEqual(arrays.componentBoxes(expected));
      labels.dispose();
    });
    expect(await labelToArray(label)).toEqual(array);
    label.dispose();
  });

  it('takes 4-connectivity by default', () =>
    expectNoLeak(async () => {
      const label = labelFromArray({ height: 2, width: 2, data: Int32Array.of(1, 0, 0, 1) });
      const { labels, count } = await connectedComponents(label);
      expect(count).toBe(2);
      return [label, labels];
    }));

  it('says what is wrong with its arguments, and leaks nothing then', () =>
    expectNoLeak(async () => {
      const label = labelFromArray({ height: 1, width: 1, data: Int32Array.of(3) });
      const array = { height: 1, width: 1, data: Int32Array.of(3) };
      await expect(connectedComponents(array as never)).rejects.toThrow(
        new TypeError('connectedComponents: label must be a [height, width] int32 tensor, got { height, width, data }'),
      );
      await expect(connectedComponents(label, { connectivity: 6 as 8 })).rejects.toThrow(
        new RangeError('connectedComponents: connectivity must be 4 or 8, got 6'),
      );
      await expect(componentSizes({ labels: label, count: 2 })).rejects.toThrow(
        new RangeError('componentSizes: components.labels must hold numbers from 0 to components.count (2), got 3'),
      );
      await expect(componentSizes({ labels: label } as never)).rejects.toThrow(
        new TypeError('componentSizes: components must be { labels, count }, got { labels }'),
      );
      await expect(componentBoxes({ labels: array, count: 3 } as never)).rejects.toThrow(
        new TypeError(
          'componentBoxes: components.labels must be a [height, width] int32 tensor, got { height, width, data }',
        ),
      );
      await expect(componentBoxes(label as never)).rejects.toThrow(
        new TypeError('componentBoxes: components must be { labels }, got [1,1] int32 tensor'),
      );
      return label;
    }));
});
