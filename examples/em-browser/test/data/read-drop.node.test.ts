import { encodeTiff, type RawImage } from '@unet/image-io/arrays';
import { expect, test } from 'vitest';
import { readDrop } from '../../src/data/files/read-drop.ts';

const page = (values: number[], bitDepth: 8 | 16): RawImage => ({
  height: 10,
  width: 10,
  channels: 1,
  bitDepth,
  format: 'uint',
  data: bitDepth === 8 ? Uint8Array.from(values) : Uint16Array.from(values),
});
const file = (path: string, ...pages: RawImage[]) => ({ path, file: new Blob([encodeTiff(pages) as BlobPart]) });

const grey = Array.from({ length: 100 }, (_, pixel) => pixel);
const cells = grey.map((pixel) => (pixel % 10 < 4 ? 1 : pixel % 10 > 5 ? 7 : 0));

test('a folder of Cellpose as it is: 12 bits in 16 look like 8 bits, and labels are numbers of cells', async () => {
  const files: string[] = [];
  const { slices, scaling, description, found } = await readDrop(
    {
      together: [
        file(
          'well/a.tif',
          page(
            grey.map((value) => 40 * value),
            16,
          ),
        ),
        file('well/a_masks.tif', page(cells, 16)),
        file(
          'well/b.tif',
          page(
            grey.map((value) => 2 * value),
            8,
          ),
        ),
        file('well/b_cp_masks.tif', page(cells, 16)),
        file('well/b_flows.tif', page(cells, 8)),
        { path: 'well/a_seg.npy', file: new Blob(['x']) },
      ],
    },
    (_, __, name) => files.push(name),
  );
  expect(slices.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(files).toEqual(['well/a.tif', 'well/a_masks.tif', 'well/b.tif', 'well/b_cp_masks.tif']);
  const [first, second] = slices.map(({ image }) => image.data);
  for (const [pixel, value] of first!.entries()) expect(value).toBeCloseTo(second![pixel]!, 5);
  expect(Math.max(...first!)).toBeCloseTo(1, 1);
  expect(scaling).toMatchObject({
    kind: 'percentile',
    floors: { uint8: [expect.any(Number)], uint16: [expect.any(Number)] },
  });
  expect({ description, byOrder: found.byOrder }).toEqual({ description: '2 image files', byOrder: false });
});
