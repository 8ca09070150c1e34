import { runTraining } from './run-training.ts';
import { runCommand } from './terminal.ts';
import { parseTrainOptions } from './train-options.ts';

const request = parseTrainOptions(process.argv.slice(2));
await runCommand('em-train', () => runTraining(request));
