import { runCommand } from './terminal.ts';
import { parseTrainOptions } from './train-options.ts';

const request = parseTrainOptions(process.argv.slice(2));
await runCommand('em-train', async () => {
  // Loaded only now, so that --help and mistakes answer at once.
  const { runTraining } = await import('./run-training.ts');
  await runTraining(request);
});
