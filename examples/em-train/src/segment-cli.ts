import { parseSegmentOptions } from './segment-options.ts';
import { runCommand } from './terminal.ts';

const request = parseSegmentOptions(process.argv.slice(2));
await runCommand('em-segment', async () => {
  // Loaded only now, so that --help and mistakes answer at once.
  const { segmentImages } = await import('./segment-images.ts');
  await segmentImages(request);
});
