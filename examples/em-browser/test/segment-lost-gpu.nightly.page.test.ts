import type { Worker } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openSegment, segment, segmentPanel } from './support/drive-segment.ts';
import { loseContext, loseContextInNew } from './support/lose-gpu.ts';
import { usePages } from './support/open-page.ts';
import { greyPage, tiffFile, weightsFile } from './support/segment-files.ts';

const isSegmentWorker = (worker: Worker) => worker.url().includes('segment-worker');

describe('a graphics card that is lost while it segments', () => {
  const open = usePages({ gpu: true });

  test('is tried once more; then the processor is recommended, and does it', async () => {
    const page = await openSegment(open);
    const panel = segmentPanel(page);
    await panel.getByLabel('Computed by').selectOption('webgl');
    await panel.getByLabel('Weights from a file').setInputFiles(await weightsFile());
    await panel.getByText('tiny.safetensors is loaded.').waitFor();
    await panel.getByLabel('Image of any size').setInputFiles(tiffFile('small.tif', [greyPage(60, 70, 1)]));
    await panel.getByText('70 × 60').waitFor();

    await loseContext(page.workers().find(isSegmentWorker)!);
    await segment(page);
    await page
      .getByText('The graphics card was lost: the WebGL context was lost. The segmentation starts again.')
      .waitFor();

    // Now also the worker that is started in the place of the one that lost it.
    await loseContextInNew(page, /segment-worker.*\.js$/);
    await loseContext(page.workers().find(isSegmentWorker)!);
    await page.getByRole('button', { name: 'Segment', exact: true }).click();
    await page
      .getByText(/^small.tif: .*(the WebGL context|its GPU) was lost.*\. Choose WebAssembly under "Computed by"$/)
      .waitFor();
    // What was segmented before is still there.
    expect(await panel.getByRole('heading', { name: 'Result', exact: true }).count()).toBe(1);

    await panel.getByLabel('Computed by').selectOption('simd');
    await segment(page);
    expect(await page.getByTestId('segment-details').textContent()).toMatch(/^simd/);
  });
});
