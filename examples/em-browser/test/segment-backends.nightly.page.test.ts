import { decodePages, toImageArray } from '@unet/image-io/arrays';
import { describe, expect, test } from 'vitest';
import { downloaded, openSegment, segment, segmentPanel } from './support/drive-segment.ts';
import { usePages } from './support/open-page.ts';
import { greyPage, segmentHere, tiffFile, weightsFile } from './support/segment-files.ts';

describe('a segmentation with a graphics card', () => {
  const openOnGpu = usePages({ gpu: true });

  test('by each backend, which is chosen while the page is open, gives the same', async () => {
    const weights = await weightsFile();
    const page = await openSegment(openOnGpu, weights);
    await segmentPanel(page)
      .getByLabel('Image of any size')
      .setInputFiles(tiffFile('small.tif', [greyPage(50, 40, 4)]));
    await segmentPanel(page).getByText('40 × 50').waitFor();
    const expected = await segmentHere(weights, toImageArray(greyPage(50, 40, 4)));
    for (const name of ['simd', 'webgl', 'webgpu']) {
      await segmentPanel(page).getByLabel('Computed by').selectOption(name);
      await segment(page);
      await segmentPanel(page)
        .getByTestId('segment-details')
        .filter({ hasText: `${name}` })
        .waitFor({ state: 'attached' });
      const { bytes } = await downloaded(page, 'Probability (float TIFF)');
      const { data } = decodePages(bytes)[0]!;
      const differences = Array.from(data, (value, pixel) => Math.abs(value - expected.data[2 * pixel + 1]!));
      expect(Math.max(...differences), name).toBeLessThan(1e-3);
    }
  });
});
