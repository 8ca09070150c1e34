import { decodePages, toImageArray } from '@unet/image-io/arrays';
import { beforeAll, describe, expect, test } from 'vitest';
import { downloaded, openSegment, segment, segmentPanel } from './support/drive-segment.ts';
import { usePages } from './support/open-page.ts';
import { greyPage, segmentHere, type TestFile, tiffFile, weightsFile } from './support/segment-files.ts';

const open = usePages();

describe('a segmentation', () => {
  let weights: TestFile;
  beforeAll(async () => {
    weights = await weightsFile();
  });

  test('shows a progress, tile by tile, and each view changes the picture', async () => {
    const page = await openSegment(open, weights);
    await segmentPanel(page)
      .getByLabel('Image of any size')
      .setInputFiles(tiffFile('large.tif', [greyPage(60, 2100, 1)]));
    await segmentPanel(page).getByText('2100 × 60').waitFor();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const text = document.querySelector('#panel-segment .progress > span')?.textContent;
        if (text && seen.at(-1) !== text) seen.push(text);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await segment(page);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen[0]).toBe('Starting');
    expect(seen.some((text) => /^Tile \d of 4/.test(text))).toBe(true);

    const pictures = new Set<string>();
    for (const view of ['Probability', 'Mask', 'Outlines', 'Cells, each in a colour']) {
      await segmentPanel(page).getByLabel('Show').selectOption(view);
      await page.getByRole('img', { name: `large.tif: ${view}` }).waitFor();
      const { bytes } = await downloaded(page, 'Picture as shown (PNG)');
      pictures.add(Buffer.from(decodePages(bytes)[0]!.data as Uint8Array).toString('base64'));
    }
    expect(pictures.size).toBe(4);

    // Scaled down to the page it is drawn with as many pixels as are seen; enlarged, it scrolls in its frame.
    const canvas = page.getByRole('img', { name: 'large.tif:' });
    const drawnWidth = () => canvas.evaluate((element) => (element as HTMLCanvasElement).width);
    expect(await drawnWidth()).toBe(1050);
    await segmentPanel(page).getByLabel('Zoom').selectOption('200 %');
    await expect.poll(drawnWidth).toBe(2100);
    const frame = page.getByRole('region', { name: 'Picture' });
    expect(await frame.evaluate((element) => element.scrollWidth)).toBe(4200);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test('of a slice that was held out, and of a page of a stack', async () => {
    const page = await openSegment(open, weights);
    await page.getByRole('button', { name: 'Use this slice' }).click();
    await page.getByRole('heading', { name: 'Image, not segmented yet' }).waitFor();
    const stack = tiffFile('stack.tif', [greyPage(64, 80, 1), greyPage(64, 80, 2), greyPage(40, 50, 3)]);
    await segmentPanel(page).getByLabel('Image of any size').setInputFiles(stack);
    await segmentPanel(page).getByText('80 × 64').waitFor();
    await page.getByRole('slider', { name: 'Page of 3' }).fill('3');
    await segmentPanel(page).getByText('50 × 40').waitFor();
    await segment(page);
    const { file, bytes } = await downloaded(page, 'Probability (float TIFF)');
    expect(file).toBe('stack-3-probability.tif');
    const probability = decodePages(bytes)[0]!;
    const expected = await segmentHere(weights, toImageArray(greyPage(40, 50, 3)));
    for (let pixel = 0; pixel < probability.data.length; pixel += 7) {
      expect(probability.data[pixel]).toBeCloseTo(expected.data[2 * pixel + 1]!, 3);
    }
  });
});
