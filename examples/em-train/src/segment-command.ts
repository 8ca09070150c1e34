import { parseSegmentOptions } from './segment-options.ts';
import { runCommand } from './terminal.ts';

/** What `em-segment` does with the words of its command line. */
export async function segmentCommand(argv: readonly string[]): Promise<void> {
  const request = parseSegmentOptions(argv);
  await runCommand('em-segment', async () => {
    // Loaded only now, so that --help and mistakes answer at once.
    const { segmentImages } = await import('./segment-images.ts');
    await segmentImages(request);
  });
}
