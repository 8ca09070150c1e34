import { Command, Option } from 'commander';
import { DEFAULT_SCALE, SCALES } from '../../data/parse-scale.ts';
import { integerBetween } from '../../terminal/number-options.ts';
import { createOutput } from '../../terminal/output.ts';
import type { InspectRequest } from './request.ts';

/** `unet inspect`. */
export function create(): Command {
  return new Command('inspect')
    .description(
      'Says what image files are, as the trainer would read them: sizes, channels, depth, values; of labelled data also\n' +
        'what belongs together, and what looks wrong with the labels.',
    )
    .argument('<paths...>', 'files and folders; of a data set its folder, or images and labels')
    .addOption(
      new Option('--as <what>', 'what to read them as (default: a data set if it is one, else plain files)').choices([
        'images',
        'labels',
        'instances',
        'dataset',
      ]),
    )
    .option('--classes <n>', 'number of classes of labels', integerBetween(2, 255), 2)
    .option('--scale <how>', `of grey values: ${SCALES}`, DEFAULT_SCALE)
    .option('--json', 'one JSON document for machines instead of text for people')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: Record<string, unknown>) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const { inspectFiles } = await import('./inspect-files.ts');
      const { json, ...rest } = options as Omit<InspectRequest, 'paths'> & { readonly json?: boolean };
      await inspectFiles({ ...rest, paths }, createOutput(json === true));
    });
}

const examples = `
Examples:
  unet inspect my-slices                                  the folder that unet train would get
  unet inspect stack.tif labels.tif --as dataset          two stacks
  unet inspect labels.tif --as labels
  unet inspect instances/*.tif --as instances --json
`;
