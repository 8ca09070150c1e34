import { phantomSlices } from '@unet/phantom';
import { phantomSlices as phantomSliceArrays } from '@unet/phantom/arrays';
import { imageToArray, type LabelledSlice, labelToArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';

const options = { seed: 3, count: 2, height: 40, width: 56, cellDiameter: 24 };

describe('phantomSlices on tensors', () => {
  it('holds what the array function makes, and leaks nothing', async () => {
    const expected = phantomSliceArrays(options);
    await expectNoLeak(async () => {
      const slices = await expectNoRead(() => phantomSlices(options));
      const labelled: readonly LabelledSlice[] = slices;
      expect(labelled.map(({ name }) => name)).toEqual(['phantom 0', 'phantom 1']);
      for (const [index, { image, label, instances }] of slices.entries()) {
        expect([image.shape, image.dtype]).toEqual([[40, 56, 1], 'float32']);
        expect([label.shape, label.dtype]).toEqual([[40, 56], 'int32']);
        expect([instances.shape, instances.dtype]).toEqual([[40, 56], 'int32']);
        const { data } = await imageToArray(image);
        expectAllClose(data, expected[index]!.image.data, { absolute: 1e-6 });
        expect(await labelToArray(label)).toEqual(expected[index]!.label);
        expect(await labelToArray(instances)).toEqual(expected[index]!.instances);
      }
      // As users do: names among the tensors are no hindrance.
      return slices;
    });
  });

  it('makes no tensor when the options are wrong', async () => {
    await expectNoLeak(() => {
      expect(() => phantomSlices({ seed: 1, count: 0 })).toThrow(RangeError);
    });
  });
});
