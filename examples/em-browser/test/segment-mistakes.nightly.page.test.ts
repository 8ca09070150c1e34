import { encodeTiff, type RawImage } from '@unet/image-io/arrays';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { findings } from './support/axe.ts';
import { openSegment, segment, segmentPanel } from './support/drive-segment.ts';
import { usePages } from './support/open-page.ts';
import { canvasPixels, dropFiles, greyPage, type TestFile, tiffFile, weightsFile } from './support/segment-files.ts';

const open = usePages();
const small = tiffFile('small.tif', [greyPage(60, 70, 1)]);
let weights: TestFile;

beforeAll(async () => {
  weights = await weightsFile();
});

function textFile(name: string, text: string): TestFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

async function expectMessage(page: Page, text: string): Promise<void> {
  await page.locator('.notice', { hasText: text }).first().waitFor();
}

describe('files that are refused leave the page as it was', () => {
  test('weights', async () => {
    const page = await openSegment(open, weights);
    await segmentPanel(page).getByLabel('Image of any size').setInputFiles(small);
    await segmentPanel(page).getByText('70 × 60').waitFor();
    const files: [TestFile, string][] = [
      [textFile('notes.safetensors', 'no weights at all'), 'notes.safetensors: safetensors: header of'],
      [
        { ...weights, name: 'half.safetensors', buffer: weights.buffer.subarray(0, 5000) },
        'half.safetensors: safetensors: tensor',
      ],
      [textFile('empty.safetensors', ''), 'empty.safetensors: safetensors: file ends after 0 bytes'],
    ];
    for (const [file, message] of files) {
      await segmentPanel(page).getByLabel('Weights from a file').setInputFiles(file);
      await expectMessage(page, message);
    }
    await dropFiles(page, 'Weights from a file', [weights, weights]);
    await expectMessage(page, 'One file of weights is expected, got 2');
    // The former network still works.
    await page.locator('.segment-facts', { hasText: 'tiny.safetensors' }).waitFor();
    await segment(page);
  });

  test('images', async () => {
    const page = await openSegment(open, weights);
    await segmentPanel(page).getByLabel('Image of any size').setInputFiles(small);
    await segmentPanel(page).getByText('70 × 60').waitFor();
    await segment(page);
    const before = await canvasPixels(page, /^small.tif/);
    const broken: RawImage = {
      ...greyPage(8, 9, 1),
      bitDepth: 32,
      format: 'float',
      data: new Float32Array(72).fill(Number.NaN),
    };
    const files: [TestFile, string][] = [
      [textFile('notes.png', 'not an image'), 'notes.png: not a PNG, TIFF or JPEG file: it starts with 6e 6f 74 20'],
      [{ ...small, name: 'half.tif', buffer: small.buffer.subarray(0, 900) }, 'half.tif: '],
      [tiffFile('nan.tif', [broken]), 'value NaN is not a finite float32 at row 0, column 0'],
    ];
    for (const [file, message] of files) {
      await segmentPanel(page).getByLabel('Image of any size').setInputFiles(file);
      await expectMessage(page, message);
    }
    await dropFiles(page, 'Image of any size', [small, small]);
    await expectMessage(page, 'One image at a time is expected, got 2 files');
    await segmentPanel(page).getByText('70 × 60').waitFor();
    expect(await canvasPixels(page, /^small.tif/)).toEqual(before);

    // A page of a stack that cannot be used leaves the page that is seen.
    const stack = Buffer.from(encodeTiff([greyPage(20, 30, 1), broken]));
    await segmentPanel(page)
      .getByLabel('Image of any size')
      .setInputFiles({ ...small, name: 'stack.tif', buffer: stack });
    await segmentPanel(page).getByText('30 × 20').waitFor();
    await page.getByRole('slider', { name: 'Page of 2' }).fill('2');
    await expectMessage(page, 'stack.tif, page 2: value NaN');
    await segmentPanel(page).getByText('stack.tif, page 1').waitFor();
    expect(await page.getByRole('slider', { name: 'Page of 2' }).inputValue()).toBe('1');
  });
});

test('an image whose channels the network cannot take is explained, and one that can be converted is', async () => {
  const page = await openSegment(open, await weightsFile({ channels: 2 }, 'two.safetensors'));
  await segmentPanel(page).getByLabel('Image of any size').setInputFiles(small);
  await segmentPanel(page).getByText('70 × 60').waitFor();
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  await expectMessage(page, 'small.tif: the network wants 2 channels');

  const colour = await weightsFile({ channels: 3, classes: 4 }, 'colour.safetensors');
  await segmentPanel(page).getByLabel('Weights from a file').setInputFiles(colour);
  await segmentPanel(page).getByText('colour.safetensors is loaded.').waitFor();
  await segment(page);
  // Of more than two classes one chooses.
  const before = await canvasPixels(page, /^small.tif/);
  await segmentPanel(page).getByLabel('Class', { exact: true }).selectOption('3');
  await expect.poll(async () => Buffer.compare(await canvasPixels(page, /^small.tif/), before)).not.toBe(0);
});

test('a segmentation that is cancelled stops at once and loses nothing', async () => {
  const page = await openSegment(open, await weightsFile({ baseWidth: 8 }));
  await segmentPanel(page)
    .getByLabel('Image of any size')
    .setInputFiles(tiffFile('large.tif', [greyPage(800, 800, 1)]));
  await segmentPanel(page).getByText('800 × 800').waitFor();
  await segmentPanel(page).getByLabel('Average over eight').check();
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  await segmentPanel(page)
    .getByText(/^Tile 1 of/)
    .waitFor();
  // Another image has to wait.
  await dropFiles(page, 'Image of any size', [small]);
  await expectMessage(page, 'small.tif was not opened: a segmentation is under way');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await segmentPanel(page).getByText('Cancelled. Image and network are as they were.').waitFor();
  expect(await page.getByRole('progressbar').count()).toBe(0);
  await segmentPanel(page).getByText('large.tif').first().waitFor();
  await segmentPanel(page).getByLabel('Average over eight').uncheck();
  await segmentPanel(page).getByLabel('Image of any size').setInputFiles(small);
  await segmentPanel(page).getByText('70 × 60').waitFor();
  await segment(page);
});

test('by keyboard alone, 390 pixels wide', async () => {
  const page = await openSegment(open, weights, { width: 390, height: 800 });
  await segmentPanel(page).getByLabel('Image of any size').setInputFiles(small);
  await segmentPanel(page).getByText('70 × 60').waitFor();
  await page.getByRole('tab', { name: 'Segment' }).focus();
  const tabTo = async (name: string): Promise<void> => {
    const visited: string[] = [];
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLLabelElement> };
        return element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
      });
      if (label.startsWith(name)) return;
      visited.push(label);
    }
    throw new Error(`${name} is not reached by Tab, but ${visited.join(', ')}`);
  };
  await tabTo('Weights from a file');
  await tabTo('Image of any size');
  await tabTo('Average over eight');
  await tabTo('Segment');
  await page.keyboard.press('Enter');
  await segmentPanel(page)
    .getByText(/^Done in/)
    .waitFor();
  await tabTo('Show');
  await page.keyboard.press('m');
  await page.getByRole('img', { name: 'small.tif: Mask' }).waitFor();
  await tabTo('Threshold');
  await page.keyboard.press('Home');
  await page.locator('.segment-facts', { hasText: '100.0 %' }).waitFor();
  await page.keyboard.press('End');
  await page.locator('.segment-facts', { hasText: /^Cells0/ }).waitFor();
  await page.keyboard.press('Home');
  await page.locator('.segment-facts', { hasText: '100.0 %' }).waitFor();
  await tabTo('Picture');
  await tabTo('Zoom');
  await tabTo('Side of a pixel');
  await page.keyboard.type('4.5');
  await tabTo('Table of cells');
  await page.keyboard.press('Enter');
  await tabTo('Area');
  await page.keyboard.press('Enter');
  await page.locator('th[aria-sort="ascending"]', { hasText: 'Area' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await tabTo('Picture as shown (PNG)');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('small-overlay.png');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
