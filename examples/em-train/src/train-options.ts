import { Command, Option } from 'commander';
import { anyInteger, integerBetween, nonNegativeNumber, positiveInteger, positiveNumber } from './number-options.ts';
import { parseOptions } from './parse-options.ts';
import { paperLength, paperSettings, quickLength, quickSettings, type RunLength, type Settings } from './settings.ts';

/** What the command line asks for. */
export interface TrainRequest {
  /** All settings, defaults filled in. */
  readonly settings: Settings;
  readonly length: RunLength;
  /** Only what was typed; a resumed run takes the rest from its folder. */
  readonly typed: Partial<Settings> & RunLength;
  readonly backend?: string;
  /** Absent: the first free folder. */
  readonly out?: string;
  readonly resume: boolean;
  readonly symmetries: boolean;
  readonly figures: boolean;
  /** Threads that prepare samples; absent: as many as suit the machine. */
  readonly workers?: number;
  readonly checkpointEvery: number;
}

/** Options that are settings of the run, by their names there. */
const SETTING_NAMES = [
  'data',
  'images',
  'labels',
  'holdout',
  'base',
  'depth',
  'inputSize',
  'optimizer',
  'learningRate',
  'schedule',
  'batchSize',
  'placement',
  'borderWeight',
  'classBalance',
  'augmentation',
  'dropout',
  'seed',
] as const satisfies readonly (keyof Settings)[];

function createCommand(): Command {
  return new Command('em-train')
    .usage('[-- options]')
    .description(
      'Trains a U-Net on labelled slices, scores it on held-out ones, and draws what it learned.\n' +
        'Without data it trains on synthetic slices, which takes some minutes on two cores.',
    )
    .option('--data <dir>', 'folder with the folders image/ and label/ in it, files paired by name')
    .option('--images <path>', 'stack or folder of images, with --labels')
    .option('--labels <path>', 'stack or folder of labels: two grey values, the lighter one inside of cells')
    .option('--holdout <n>', 'slices at the end that are only scored (default: a sixth)', positiveInteger)
    .option('--steps <n>', `steps in all (default: ${quickLength.steps})`, positiveInteger)
    .option('--epochs <n>', 'instead of --steps: times through all tiles', positiveInteger)
    .option('--base <n>', `channels of the first block (default: ${quickSettings.base})`, integerBetween(1, 1024))
    .option('--depth <n>', `number of poolings (default: ${quickSettings.depth})`, integerBetween(1, 8))
    .option('--input-size <n>', 'side of the input squares in pixels (default: chosen for the slices)', positiveInteger)
    .addOption(new Option('--optimizer <name>', `(default: ${quickSettings.optimizer})`).choices(['sgd', 'adam']))
    .option('--learning-rate <x>', `(default: ${quickSettings.learningRate})`, positiveNumber)
    .addOption(
      new Option('--schedule <how>', `of the learning rate (default: ${quickSettings.schedule})`).choices([
        'constant',
        'inverse-root',
      ]),
    )
    .option('--batch-size <n>', `tiles in one step (default: ${quickSettings.batchSize})`, positiveInteger)
    .addOption(
      new Option('--placement <how>', `tiles on a grid or anywhere (default: ${quickSettings.placement})`).choices([
        'grid',
        'random',
      ]),
    )
    .option(
      '--border-weight <w0>',
      `of borders between cells (default: ${quickSettings.borderWeight})`,
      nonNegativeNumber,
    )
    .addOption(
      new Option('--class-balance <how>', `(default: ${quickSettings.classBalance})`).choices([
        'notebook',
        'inverse-frequency',
        'none',
      ]),
    )
    .addOption(
      new Option('--augmentation <name>', `(default: ${quickSettings.augmentation})`).choices([
        'default',
        'notebook',
        'paper',
        'none',
      ]),
    )
    .addOption(
      new Option('--dropout <where>', `(default: ${quickSettings.dropout})`).choices(['none', 'bottom', 'last-two']),
    )
    .option('--seed <n>', `of weights, order, augmentation and phantom (default: ${quickSettings.seed})`, anyInteger)
    .option('--paper', "the paper's network and recipe, as far as they are given: see below")
    .option('--symmetries', 'average the predictions of the eight symmetries of the square at the end')
    .option('--no-figures', 'draw nothing, which saves some seconds at the start, at the end and at each checkpoint')
    .option('--backend <name>', 'TensorFlow.js backend (default: the best that is installed)')
    .option(
      '--workers <n>',
      'threads that prepare samples ahead of the steps, 0 for none (default: one less than cores, 1 to 4)',
      integerBetween(0, 64),
    )
    .option('--checkpoint-every <n>', 'steps between checkpoints', positiveInteger, 50)
    .option('--resume', 'continue the run in --out')
    .option('--out <dir>', 'folder of the run (default: runs/em-train, or the next that is free)')
    .addHelpText('after', aboutPaper);
}

/** Said in full at `paperSettings`. */
const aboutPaper = `
--paper: what Ronneberger, Fischer and Brox (2015) write is taken from them: the network, inputs of 572 pixels, one
tile in a step, momentum 0.99, border weight 10 in the background between cells, elastic fields on a 3 x 3 grid,
dropout at the end of the contracting path. What they leave open, or do otherwise:
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

/** Reads the command line; `--help` prints and exits, as does a mistake, with one line and exit code 1. */
export function parseTrainOptions(argv: readonly string[]): TrainRequest {
  const { options, fail } = parseOptions(createCommand(), argv);
  if (options.data !== undefined && (options.images ?? options.labels) !== undefined) {
    fail('--data and --images with --labels exclude each other');
  }
  if ((options.images === undefined) !== (options.labels === undefined)) fail('--images and --labels go together');
  if (options.steps !== undefined && options.epochs !== undefined) fail('--steps and --epochs exclude each other');
  const given = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, options[name]]).filter(([, value]) => value !== undefined),
  );
  const { steps, epochs } = options;
  const typedLength: RunLength = steps !== undefined ? { steps } : epochs !== undefined ? { epochs } : {};
  const paper = options.paper === true;
  const defaultLength = paper ? paperLength : quickLength;
  return {
    settings: { ...(paper ? paperSettings : quickSettings), ...given },
    length: Object.keys(typedLength).length > 0 ? typedLength : defaultLength,
    typed: { ...(paper ? paperSettings : {}), ...given, ...typedLength },
    backend: options.backend,
    out: options.out,
    resume: options.resume === true,
    symmetries: options.symmetries === true,
    figures: options.figures === true,
    workers: options.workers,
    checkpointEvery: options.checkpointEvery,
  };
}
