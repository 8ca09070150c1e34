import { type FoundSlice, guessReading, readSlices } from '@unet/dataset';
import { encodePng, encodeTiff, type RawImage } from '@unet/image-io/arrays';
import { describe, expect, test } from 'vitest';

const pageOf = (width: number, values: number[], channels = 1): RawImage => ({
  height: values.length / channels / width,
  width,
  channels,
  bitDepth: 8,
  format: 'uint',
  data: Uint8Array.from(values),
});

const slice = (images: string[], labels: string[]): FoundSlice => ({ name: 's', images, labels });

/** Reads slices from files that are in memory. */
function read(files: Record<string, RawImage[]>, found: FoundSlice[], maxPixels?: number) {
  const drafts = readSlices(found, {
    read: async (path) => (files[path]!.length === 1 ? encodePng(files[path]![0]!) : encodeTiff(files[path]!)),
    ...(maxPixels === undefined ? {} : { maxPixels }),
  });
  return drafts.then((read) => read.drafts);
}

describe('readSlices', () => {
  const label = pageOf(2, [0, 255]);

  test('channels in files of their own become one image', async () => {
    const files = { c0: [pageOf(2, [0, 51])], c1: [pageOf(2, [255, 102])], label: [label] };
    const [{ name, image, imageFile, labelFile }] = (await read(files, [slice(['c0', 'c1'], ['label'])])) as [never];
    expect({ name, imageFile, labelFile }).toEqual({ name: 's', imageFile: 'c0', labelFile: 'label' });
    expect(image).toEqual({ height: 1, width: 2, channels: 2, data: Float32Array.of(0, 1, 0.2, 0.4) });
  });

  test('files of an object each become one label of numbered objects', async () => {
    const files = {
      image: [pageOf(3, [0, 0, 0])],
      m1: [pageOf(3, [255, 0, 0])],
      m2: [pageOf(3, [0, 0, 255])],
    };
    const drafts = await read(files, [slice(['image'], ['m1', 'm2'])]);
    expect(drafts[0]!.label).toMatchObject({ channels: 1, format: 'uint', data: Uint32Array.of(1, 0, 2) });
    expect(guessReading(drafts.map((draft) => draft.label)).labels).toBe('instances');
  });

  test('pages of stacks are paired by number', async () => {
    const files = { image: [pageOf(2, [0, 51]), pageOf(2, [102, 0])], label: [label, pageOf(2, [255, 255])] };
    const drafts = await read(files, [slice(['image'], ['label'])]);
    expect(drafts.map(({ name }) => name)).toEqual(['s-0', 's-1']);
    expect(drafts[1]!.image.data).toEqual(Float32Array.of(0.4, 0));
    expect(drafts[1]!.label.data).toEqual(Uint8Array.of(255, 255));
  });

  test('colours become grey where all are grey in truth, and stay where one is not', async () => {
    const files = {
      grey: [pageOf(2, [0, 51])],
      greyInRgb: [pageOf(2, [51, 51, 51, 102, 102, 102], 3)],
      colour: [pageOf(2, [51, 0, 51, 102, 102, 102], 3)],
      label: [label],
    };
    const of = async (...names: string[]) =>
      (
        await read(
          files,
          names.map((name) => slice([name], ['label'])),
        )
      ).map(({ image }) => image.channels);
    expect(await of('grey', 'greyInRgb')).toEqual([1, 1]);
    expect(await of('greyInRgb', 'colour')).toEqual([3, 3]);
  });

  test.each<[string, Record<string, RawImage[]>, FoundSlice, string]>([
    [
      'numbers of pages',
      { image: [pageOf(2, [0, 51])], label: [label, label] },
      slice(['image'], ['label']),
      'label: has 2 pages, but image has 1',
    ],
    [
      'sizes of channels',
      { c0: [pageOf(2, [0, 51])], c1: [pageOf(1, [0, 51])], label: [label] },
      slice(['c0', 'c1'], ['label']),
      'c1: has 2 x 1 pixels, but c0 has 1 x 2',
    ],
    [
      'pages of channels',
      { c0: [pageOf(2, [0, 51])], c1: [pageOf(2, [0, 51]), pageOf(2, [0, 51])], label: [label] },
      slice(['c0', 'c1'], ['label']),
      'c1: has 2 pages, but c0 has 1',
    ],
    [
      'sizes of objects',
      { image: [pageOf(2, [0, 51])], m1: [label], m2: [pageOf(1, [0, 255])] },
      slice(['image'], ['m1', 'm2']),
      'm2: has 1 x 2 x 1 pixels, but m1 has 1 x 1 x 2',
    ],
  ])('different %s are refused', async (_, files, found, message) => {
    await expect(read(files, [found])).rejects.toThrow(
      expect.objectContaining({ name: 'FileError', message }) as Error,
    );
  });

  test('more pixels than are allowed are refused', async () => {
    const files = { image: [pageOf(2, [0, 51])], label: [label] };
    await expect(read(files, [slice(['image'], ['label'])], 1)).rejects.toThrow('image: too many pixels');
  });
});

describe('guessReading', () => {
  const labelsOf = (...pages: number[][]): RawImage[] => pages.map((values) => pageOf(4, values));

  test('two values over all labels are classes, whichever', () => {
    expect(guessReading(labelsOf([0, 0, 255, 255], [0, 0, 0, 0])).labels).toBe('classes');
    expect(guessReading(labelsOf([1, 2, 1, 1], [1, 1, 1, 1])).labels).toBe('classes');
  });

  test('values that are one piece each are numbers of cells', () => {
    expect(guessReading(labelsOf([0, 7, 7, 3], [0, 12, 0, 9])).labels).toBe('instances');
  });

  test('values in many pieces are neither: that is for people to say', () => {
    expect(guessReading(labelsOf([1, 2, 1, 2], [2, 0, 2, 0])).labels).toBe('classes');
    expect(guessReading([]).labels).toBe('classes');
  });
});
