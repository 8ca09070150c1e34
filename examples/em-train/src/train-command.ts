import { runCommand } from './terminal.ts';
import { parseTrainOptions } from './train-options.ts';

/** What `em-train` does with the words of its command line. */
export async function trainCommand(argv: readonly string[]): Promise<void> {
  const request = parseTrainOptions(argv);
  await runCommand('em-train', async () => {
    // Loaded only now, so that --help and mistakes answer at once.
    const { runTraining } = await import('./run-training.ts');
    await runTraining(request);
  });
}
