import { type RecipeName, recipes } from '@unet/run/arrays';
import { Command, Option } from 'commander';
import { DEFAULT_SCALE, SCALES } from '../../data/parse-scale.ts';
import {
  anyInteger,
  fraction,
  integerBetween,
  nonNegativeNumber,
  positiveInteger,
  positiveNumber,
} from '../../terminal/number-options.ts';
import { createOutput } from '../../terminal/output.ts';
import type { TypedOptions } from './request.ts';

const { settings: quick, length } = recipes.quick;

/** `unet train`. */
export function create(): Command {
  const choice = (flags: string, text: string, choices: readonly string[]): Option =>
    new Option(flags, text).choices(choices);
  return new Command('train')
    .description(
      'Trains a U-Net on labelled images, scores it on held-out ones, and draws what it learned.\n' +
        'Without data it trains on synthetic slices, which takes some minutes on two cores.',
    )
    .argument('[data]', 'folder with images and labels, paired by their names')
    .option('--images <path>', 'stack or folder of images, with --labels')
    .option(
      '--labels <path>',
      'stack or folder of labels: two grey values, the lighter one inside of cells, or a number for each cell',
    )
    .option('--scale <how>', `of grey values: ${SCALES} (default: ${DEFAULT_SCALE})`)
    .option('--holdout <n>', 'slices at the end that are only scored (default: a sixth)', positiveInteger)
    .option('--folds <k>', 'cross-validation: train k times, each part held out once', integerBetween(2, 1000))
    .addOption(choice('--recipe <name>', `what all settings start from (default: quick)`, Object.keys(recipes)))
    .addOption(new Option('--paper', 'short for --recipe paper').implies({ recipe: 'paper' }))
    .option('--config <file>', 'settings from a JSON file; what is typed here wins')
    .option('--steps <n>', `steps in all (default: ${length.steps})`, positiveInteger)
    .option('--epochs <n>', 'instead of --steps: times through all tiles', positiveInteger)
    .addOption(
      choice('--architecture <name>', 'the network (default: u-net)', ['u-net', 'fcn-32s', 'fcn-16s', 'fcn-8s']),
    )
    .option('--base <n>', `channels of the first block (default: ${quick.base})`, integerBetween(1, 1024))
    .option('--depth <n>', `number of poolings (default: ${quick.depth})`, integerBetween(1, 8))
    .option('--input-size <n>', 'side of the input squares in pixels (default: chosen for the slices)', positiveInteger)
    .addOption(choice('--optimizer <name>', `(default: ${quick.optimizer})`, ['sgd', 'adam']))
    .option('--learning-rate <x>', `(default: ${quick.learningRate})`, positiveNumber)
    .addOption(
      choice('--schedule <how>', `of the learning rate (default: ${quick.schedule})`, [
        'constant',
        'inverse-root',
        'cosine',
        'step',
      ]),
    )
    .option('--steady <n>', 'inverse-root: steps over which the rate hardly falls (default: 200)', positiveInteger)
    .option('--warmup <n>', 'cosine: steps at the start over which the rate rises (default: 0)', integerBetween(0, 1e9))
    .option('--final-share <x>', 'cosine: share of the rate that is left at the end (default: 0)', fraction)
    .option('--every <n>', 'step: steps between two changes (default: 1000)', positiveInteger)
    .option('--factor <x>', 'step: what the rate is multiplied by at each (default: 0.1)', positiveNumber)
    .option('--batch-size <n>', `tiles in one step (default: ${quick.batchSize})`, positiveInteger)
    .addOption(
      choice('--placement <how>', `tiles on a grid or anywhere (default: ${quick.placement})`, ['grid', 'random']),
    )
    .option('--border-weight <w0>', `of borders between cells (default: ${quick.borderWeight})`, nonNegativeNumber)
    .option('--border-sigma <pixels>', 'how wide borders are (default: 5)', positiveNumber)
    .addOption(
      choice('--class-balance <how>', `(default: ${quick.classBalance})`, ['notebook', 'inverse-frequency', 'none']),
    )
    .addOption(
      choice('--augmentation <name>', `(default: ${quick.augmentation})`, ['default', 'notebook', 'paper', 'none']),
    )
    .addOption(choice('--dropout <where>', `(default: ${quick.dropout})`, ['none', 'bottom', 'last-two']))
    .option('--seed <n>', `of weights, order, augmentation and synthetic slices (default: ${quick.seed})`, anyInteger)
    .option('--symmetries', 'average the final predictions of the eight symmetries of the square')
    .option('--no-symmetries', 'do not, whatever the recipe says')
    .option('--no-figures', 'draw nothing, which saves some seconds at the start, at the end and at each checkpoint')
    .option('--tensorboard', "write event files for TensorBoard into the run's folder")
    .option('--dashboard', 'show the run on a page of this machine while it trains (afterwards: unet dashboard)')
    .option('--port <n>', 'port of the dashboard, 0 for any that is free (default: 6060)', integerBetween(0, 65_535))
    .option('--backend <name>', 'TensorFlow.js backend (default: the best that is installed)')
    .option(
      '--workers <n>',
      'threads that prepare samples ahead of the steps, 0 for none (default: one less than cores, 1 to 4)',
      integerBetween(0, 64),
    )
    .option('--checkpoint-every <n>', 'steps between checkpoints (default: 50)', positiveInteger)
    .option('--resume', 'continue the run in --out')
    .option('--out <dir>', 'folder of the run (default: runs/train, or the next that is free)')
    .option('--json', 'lines of JSON for machines instead of text for people')
    .addHelpText('after', examples + aboutRecipes())
    .action(async (data: string | undefined, options: Record<string, unknown>) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const [{ runTrain }, { readConfigFile }, { trainRequest }] = await Promise.all([
        import('./run-train.ts'),
        import('./config-file.ts'),
        import('./request.ts'),
      ]);
      const { config, json, figures, paper: _, ...typed } = options;
      const file = typeof config === 'string' ? await readConfigFile(config) : {};
      // `--no-figures` has a default, which must not win over the file.
      const words = { ...typed, data, figures: figures === false ? false : undefined } as TypedOptions;
      await runTrain(trainRequest(words, file), createOutput(json === true));
    });
}

const examples = `
Examples:
  unet train                                             synthetic slices, to see what happens
  unet train my-slices --recipe standard --out runs/1    your own images, half an hour on two cores
  unet train --images stack.tif --labels labels.tif      two stacks
  unet train --resume --out runs/1 --steps 3000          go on, and further
  unet train my-slices --folds 5                         how sure are the scores?
`;

function aboutRecipes(): string {
  const names = Object.keys(recipes) as RecipeName[];
  const lines = names.map((name) => `  ${name.padEnd(10)} ${recipes[name].description}`);
  return `
Recipes:
${lines.join('\n')}

paper: what Ronneberger, Fischer and Brox (2015) write is taken from them: the network, inputs of 572 pixels, one tile in
a step, momentum 0.99, border weight 10 in the background between cells, elastic fields on a 3 x 3 grid, dropout at the
end of the contracting path. What they leave open, or do otherwise:
  learning rate    0.001 for the mean over the pixels; they sum, and give no rate
  length           30 epochs, as the annotated PyTorch notebook has it; they trained for 10 hours
  tiles            those that would segment the slices, as in the notebook
  class weights    as in the notebook; they only say that frequencies are balanced
  border distance  to the outermost pixels of cells; they find borders by morphological operations
  augmentation     any rotation, shifts to 10 pixels, gain and gamma to 1.2, offset to 0.1; they give no numbers
  dropout          half of the values, as in their release, which drops one level above, too (--dropout last-two)
  scores           of held-out slices; they trained on all, and the challenge scored others
  prediction       made once; they average seven rotations (--symmetries: the eight symmetries of the square)
`;
}
