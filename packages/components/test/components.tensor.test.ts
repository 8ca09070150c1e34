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
      const { labels, count } = await connectedComponents(label, { connectivity: 4 });
      expect(labels.dtype).toBe('int32');
      expect(await labelToArray(labels)).toEqual(expected.labels);
      expect(count).toBe(expected.count);
      expect(await componentSizes(labels, count)).toEqual(arrays.componentSizes(expected.labels, count));
      expect(await componentBoxes(labels, count)).toEqual(arrays.componentBoxes(expected.labels, count));
      labels.dispose();
    });
    expect(await labelToArray(label)).toEqual(array);
    label.dispose();
  });

  it('takes 8-connectivity by default', async () => {
    const label = labelFromArray({ height: 2, width: 2, data: Int32Array.of(1, 0, 0, 1) });
    const { labels, count } = await connectedComponents(label);
    expect(count).toBe(1);
    labels.dispose();
    label.dispose();
  });
});
