import { fromImageArray, fromLabelArray, type RawImage } from '@unet/image-io/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { dropOn, mask, png, stack, type TestFile, testSlices } from './support/slice-files.ts';

const open = usePages();
const slices = testSlices(3);
const [first, second, third] = slices as [(typeof slices)[0], (typeof slices)[0], (typeof slices)[0]];

async function opened(): Promise<Page> {
  const page = await open();
  await page.getByRole('heading', { name: 'Slices in use: synthetic slices (seed 1)' }).waitFor();
  return page;
}

const drop = (page: Page, files: readonly TestFile[]) => dropOn(page.getByText('Images and labels together'), files);

const checkOf = (page: Page) => page.getByRole('region', { name: 'Check of your slices' });
const useButton = (page: Page) => checkOf(page).getByRole('button', { name: 'Use these slices' });

/** Pairs a.png and a_label.png, b.png ..., with these labels. */
function pairs(labels: readonly (LabelArray | RawImage)[], images: typeof slices = slices): TestFile[] {
  return labels.flatMap((label, index) => {
    const name = 'abc'[index]!;
    return [
      png(`${name}.png`, images[index]!.image),
      png(`${name}_label.png`, 'format' in label ? label : mask(label)),
    ];
  });
}

const inverted = ({ label }: { label: LabelArray }): LabelArray => ({
  ...label,
  data: label.data.map((value) => 1 - value),
});

const wide = fromLabelArray({ height: 3, width: 5, data: Int32Array.from({ length: 15 }, (_, pixel) => pixel % 2) });

/** Numbered cells: each value is a cell; undone and put away, the page is as it was. */
async function numberedCells(page: Page): Promise<void> {
  const numbered = testSlices(2).map(({ label }) =>
    fromLabelArray({ ...label, data: label.data.map((value, pixel) => value * (1 + (pixel % 7))) }),
  );
  await drop(page, pairs(numbered));
  await checkOf(page).getByText('2 labels of 2 cannot be read').waitFor();
  await checkOf(page).getByText('a_label.png: label has 8 grey values (0, 1, 2, ...), expected 2').waitFor();
  await checkOf(page).getByRole('button', { name: 'Each value is a cell, 0 is none' }).click();
  await checkOf(page).getByRole('button', { name: 'Undo all changes' }).click();
  await checkOf(page).getByText('2 labels of 2 cannot be read').waitFor();
  await checkOf(page).getByRole('button', { name: 'Put these files away' }).click();
  await page.getByRole('heading', { name: 'Slices in use: synthetic slices (seed 1)' }).waitFor();
  expect(await checkOf(page).count()).toBe(0);
}

/** A size: slice and files are named, the others are used. */
async function size(page: Page): Promise<void> {
  await drop(page, pairs([first.label, wide, third.label]));
  await checkOf(page).getByText('1 label has another size than the image.').waitFor();
  await checkOf(page).getByText('b: label has 3 x 5 pixels, image 64 x 64 (b_label.png, b.png)').waitFor();
  expect(await useButton(page).isDisabled()).toBe(true);
  expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Please look at this first');
  await checkOf(page).getByRole('button', { name: 'Leave out this slice' }).click();
  await page.getByRole('heading', { name: 'Nothing is wrong any more' }).waitFor();
  await useButton(page).click();
  await page.getByText('Your 2 slices are in use.').waitFor();
  expect(await page.locator('.slice-name').allTextContents()).toEqual(['a', 'c']);
}

/** Soft rims: split half-way. */
async function softRims(page: Page): Promise<void> {
  const soft = slices.map(({ label }) => {
    const raw = mask(label);
    raw.data[0] = 100;
    raw.data[1] = 140;
    return raw;
  });
  await drop(page, pairs(soft));
  await checkOf(page).getByText('a_label.png: label has 4 grey values (0, 100, 140, 255), expected 2').waitFor();
  await checkOf(page).getByRole('button', { name: 'Split at 128: lighter is inside of cells' }).click();
  await useButton(page).click();
  await page.getByText('Your 3 slices are in use.').waitFor();
}

/** An empty label is left out; grey and colour become grey. */
async function emptyAndColour(page: Page): Promise<void> {
  const empty = fromLabelArray({ ...second.label, data: new Int32Array(second.label.data.length) });
  const grey = fromImageArray(third.image);
  const colour: RawImage = {
    ...grey,
    channels: 3,
    data: Uint8Array.from({ length: 3 * grey.data.length }, (_, at) => grey.data[Math.floor(at / 3)]!),
  };
  const files = pairs([first.label, empty, third.label]).map((file) =>
    file.path === 'c.png' ? png('c.png', colour) : file,
  );
  await drop(page, files);
  await checkOf(page).getByText('b: only border').waitFor();
  await checkOf(page).getByText('c: 3 channels').waitFor();
  await checkOf(page).getByRole('button', { name: 'Leave out this slice' }).click();
  await checkOf(page).getByRole('button', { name: 'Convert all to grey' }).click();
  await useButton(page).click();
  await page.getByText('2 slices, 64 x 64 pixels, grey').waitFor();
}

describe('what can be mended', () => {
  test('numbered cells, a size, soft rims, an empty label and colours, one after the other', async () => {
    const page = await opened();
    for (const mend of [numberedCells, size, softRims, emptyAndColour]) await mend(page);
  });

  test('inverted: suspected with the reason, and turned round', async () => {
    const page = await opened();
    // Fewer cells do not show which is the net.
    const large = testSlices(3, 128);
    await drop(page, pairs(large.map(inverted), large));
    await checkOf(page)
      .getByText(/3 labels look inverted: .* Cells should be the separate pieces/)
      .waitFor();
    await checkOf(page).getByRole('button', { name: 'Use these slices as they are' }).waitFor();
    const share = /, grey, (\d+)\s% of the pixels inside of cells/;
    const before = Number(share.exec((await page.getByText(share).textContent()) ?? '')![1]);
    await checkOf(page).getByRole('button', { name: 'Invert all labels' }).click();
    await useButton(page).click();
    await page.getByText('Your 3 slices are in use.').waitFor();
    const after = Number(share.exec((await page.getByText(share).textContent()) ?? '')![1]);
    expect(after).toBe(100 - before);
    expect(after).toBeGreaterThan(50);
  });
});

test('names that say nothing are paired by order after a question', async () => {
  const page = await opened();
  await dropOn(page.getByText('Images', { exact: true }), [png('p.png', first.image), png('q.png', second.image)]);
  await dropOn(page.getByText('Labels', { exact: true }), [
    png('x.png', mask(first.label)),
    png('y.png', mask(second.label)),
  ]);
  await checkOf(page).getByText('p.png with x.png').waitFor();
  await checkOf(page).getByRole('button', { name: 'Use these slices as they are' }).click();
  await page.getByText('Your 2 slices are in use.').waitFor();
});

describe('what is refused leaves the page as it was', () => {
  const text = { path: 'image/1.png', bytes: new TextEncoder().encode('hello') };
  const image = png('image/1.png', first.image);
  const label = png('label/1.png', mask(first.label));
  const nan = {
    path: 'image/1.tif',
    bytes: stack('', [
      { ...fromImageArray(first.image, { bitDepth: 32 }), data: new Float32Array(64 * 64).fill(Number.NaN) },
    ]).bytes,
  };
  const cut = { ...image, bytes: image.bytes.subarray(0, 100) };
  const cases: [string, TestFile[], string][] = [
    [
      'not an image',
      [{ path: 'notes.txt', bytes: text.bytes }],
      'notes.txt: not an image (.png, .tif, .tiff, .jpg, .jpeg)',
    ],
    [
      'text named like an image',
      [text, label],
      'image/1.png: not a PNG, TIFF or JPEG file: it starts with 68 65 6c 6c',
    ],
    ['an empty file', [{ ...image, bytes: new Uint8Array() }, label], 'image/1.png: file is empty'],
    ['a truncated file', [cut, label], 'image/1.png: PNG ends early: the file is truncated'],
    ['NaN', [nan, label], 'image/1.tif: value NaN is not a finite float32 at row 0, column 0'],
    ['no labels', [image], 'image/1.png: found no labels, only images: use folders "image" and "label"'],
    [
      'an image without label',
      [image, label, png('image/2.png', second.image)],
      'image/2.png: image has no label "2" in what was dropped',
    ],
    [
      'numbers of pages',
      [stack('volume.tif', [first.image, second.image]), stack('labels.tif', [mask(first.label)])],
      'labels.tif: has 1 pages, but volume.tif has 2',
    ],
    ['nothing', [], 'There is no file in what was dropped.'],
  ];

  test('one message each, which names the file', async () => {
    const page = await opened();
    for (const [name, files, message] of cases) {
      await dropOn(page.getByText('Images and labels together'), files);
      await page
        .locator('.notice-error')
        .getByText(message)
        .waitFor()
        .catch(async () => {
          throw new Error(`${name}: ${await page.locator('.notices').textContent()}`);
        });
      await page.getByRole('button', { name: `Dismiss: ${message}` }).click();
    }
    await page.getByRole('heading', { name: 'Slices in use: synthetic slices (seed 1)' }).waitFor();
    expect(await page.locator('.slice').count()).toBe(4);
    expect(await checkOf(page).count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Slices in use: synthetic slices (seed 1)' }).waitFor();
  });
});
