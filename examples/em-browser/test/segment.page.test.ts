import { componentSizes, connectedComponents } from '@unet/components/arrays';
import { decodePages, type RawImage, toImageArray } from '@unet/image-io/arrays';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { counted, downloaded, segment, segmentPanel } from './support/drive-segment.ts';
import { usePages } from './support/open-page.ts';
import {
  canvasPixels,
  dropFiles,
  greyPage,
  segmentHere,
  type TestFile,
  tiffFile,
  weightsFile,
} from './support/segment-files.ts';

const open = usePages();

async function fact(page: Page, name: string): Promise<string> {
  return (await page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('..')
    .locator('dd')
    .textContent())!;
}

async function setSlider(page: Page, name: string, value: number): Promise<void> {
  await page.getByRole('slider', { name }).fill(`${value}`);
}

/** What counts as a cell, computed here: labels and areas of regions that are large enough. */
function cellsOf(
  probability: RawImage,
  threshold: number,
  minimumArea: number,
): { inside: boolean[]; areas: number[] } {
  const { height, width } = probability;
  const data = Int32Array.from(probability.data, (value) => (value > threshold ? 1 : 0));
  const components = connectedComponents({ height, width, data });
  const sizes = componentSizes(components);
  return {
    inside: Array.from(components.labels.data, (label) => label > 0 && sizes[label]! >= minimumArea),
    areas: [...sizes.slice(1)].filter((size) => size >= minimumArea),
  };
}

describe('a segmentation', () => {
  let weights: TestFile;
  const grey = greyPage(150, 211, 5);
  const image = tiffFile('odd.tif', [grey]);
  beforeAll(async () => {
    weights = await weightsFile();
  });

  test('of a dropped image of an odd size: overlay, counts and every file are those computed elsewhere', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'Segment' }).click();
    await segmentPanel(page).getByText('There is no network yet.').waitFor();
    expect(await page.getByRole('button', { name: 'Segment', exact: true }).isDisabled()).toBe(true);

    await dropFiles(page, 'Weights from a file', [weights]);
    await segmentPanel(page).getByText('tiny.safetensors is loaded.').waitFor();
    expect(await fact(page, 'Parameters')).toBe('1,886');
    await dropFiles(page, 'Image of any size', [image]);
    await segmentPanel(page).getByText('211 × 150').waitFor();
    const greyOnCanvas = await canvasPixels(page, /^odd.tif: image/);
    expect([...greyOnCanvas].filter((_, index) => index % 4 === 1)).toEqual([...grey.data]);

    // Twice, for what is held afterwards: filters and biases of 2 levels, the bottom and the head.
    for (let time = 0; time < 2; time++) {
      await segment(page);
      if (time === 0) await segmentPanel(page).getByText('Details').click();
      const details = (await page.getByTestId('segment-details').textContent())!;
      expect(details.replace(/^.*held afterwards: /, '')).toBe('26 tensors, 0.00754 MB');
    }

    // The probabilities, against those of another backend.
    const tiff = await downloaded(page, 'Probability (float TIFF)');
    expect(tiff.file).toBe('odd-probability.tif');
    const probability = decodePages(tiff.bytes)[0]!;
    expect([probability.height, probability.width, probability.format]).toEqual([150, 211, 'float']);
    const expected = await segmentHere(weights, toImageArray(grey));
    let largest = 0;
    for (let pixel = 0; pixel < probability.data.length; pixel++) {
      largest = Math.max(largest, Math.abs(probability.data[pixel]! - expected.data[2 * pixel + 1]!));
    }
    expect(largest).toBeLessThan(1e-4);

    // The cells at two thresholds between which many pixels lie.
    const sorted = Float32Array.from(probability.data).sort();
    const [low, high] = [0.4, 0.6].map((share) => Math.round(100 * sorted[Math.floor(share * sorted.length)]!) / 100);
    expect(high! - low!).toBeGreaterThan(0.01);
    for (const threshold of [low!, high!]) {
      await setSlider(page, 'Threshold', threshold);
      await counted(page);
      const { areas } = cellsOf(probability, threshold, 20);
      expect(areas.length).toBeGreaterThan(1);
      await expect.poll(() => fact(page, 'Cells')).toBe(`${areas.length}`);
      const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
      expect(await fact(page, 'Mean area')).toBe(`${Math.round(mean).toLocaleString('en')} px`);
    }
    await setSlider(page, 'Smallest area', 50);
    await counted(page);
    const { areas, inside } = cellsOf(probability, high!, 50);
    await expect.poll(() => fact(page, 'Cells')).toBe(`${areas.length}`);

    await segmentPanel(page).getByLabel('Side of a pixel').fill('4');
    const csv = await downloaded(page, 'Table of cells (CSV)');
    expect(csv.file).toBe('odd-cells.csv');
    const [names, ...lines] = new TextDecoder().decode(csv.bytes).trim().split('\r\n');
    expect(names).toBe('number,area_pixels,area_um2,centroid_row,centroid_column,touches_border');
    expect(lines.map((line) => Number(line.split(',')[1]))).toEqual(areas);
    expect(Number(lines[0]!.split(',')[2])).toBeCloseTo(areas[0]! * 0.004 ** 2, 10);

    const mask = await downloaded(page, 'Mask (PNG)');
    expect([...decodePages(mask.bytes)[0]!.data]).toEqual(inside.map((value) => (value ? 255 : 0)));

    // The picture as it is seen: 40 % of blue on the cells.
    await segmentPanel(page).getByLabel('Show').selectOption('Mask');
    await setSlider(page, 'Opacity of the colours', 40);
    const overlay = await downloaded(page, 'Picture as shown (PNG)');
    expect(overlay.file).toBe('odd-overlay.png');
    const { data, channels } = decodePages(overlay.bytes)[0]!;
    expect(channels).toBe(3);
    let furthest = 0;
    for (let pixel = 0; pixel < inside.length; pixel++) {
      for (const [channel, blue] of [0x56, 0xb4, 0xe9].entries()) {
        const base = grey.data[pixel]!;
        const seen = inside[pixel] ? 0.6 * base + 0.4 * blue : base;
        furthest = Math.max(furthest, Math.abs(data[3 * pixel + channel]! - seen));
      }
    }
    expect(furthest).toBeLessThan(1.5);
    await expect
      .poll(async () => [...(await canvasPixels(page, /^odd.tif: Mask/))].filter((_, index) => index % 4 < 3))
      .toEqual([...data]);

    const saved = await downloaded(page, 'Weights (safetensors)');
    expect(saved.file).toBe('tiny.safetensors');
    expect(Buffer.from(saved.bytes).equals(weights.buffer)).toBe(true);
  });
});
