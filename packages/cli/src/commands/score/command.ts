import { Command, InvalidArgumentError, Option } from 'commander';
import { fraction, integerBetween } from '../../terminal/number-options.ts';
import { createOutput } from '../../terminal/output.ts';
import type { ScoreRequest } from './request.ts';

/** `unet score`. */
export function create(): Command {
  return new Command('score')
    .description(
      'Scores predictions as the ISBI 2012 challenge did: V-Rand and V-Info after border thinning, Rand, warping and pixel error,\n' +
        'each at every threshold; and IoU and Dice of each class.',
    )
    .argument('<truth>', 'label file, stack of labels, or folder of labels: two grey values, the lighter one inside')
    .argument('<prediction>', 'file, stack or folder: probabilities (floats, or 8 or 16 bits), or classes')
    .addOption(
      new Option('--prediction-is <what>', 'what predictions hold (default: by their values)').choices([
        'probability',
        'classes',
      ]),
    )
    .option('--classes <n>', 'number of classes of truths and class maps', integerBetween(2, 255), 2)
    .option('--threshold <x>', 'of all scores that are not called best', fraction, 0.5)
    .option(
      '--thresholds <list>',
      'tried for the best scores, like 0.3,0.5,0.7 (default: the 11 of the challenge)',
      thresholdList,
    )
    .option('--images <path>', 'what was segmented, a page for each prediction, to be drawn beside it')
    .option('--out <dir>', 'folder to write scores.json, predictions.png and thresholds.png to')
    .option('--workers <n>', 'threads that count, 0 for none (default: as many as cores)', integerBetween(0, 64))
    .option('--json', 'one JSON document for machines instead of text for people')
    .addHelpText('after', examples)
    .action(async (truth: string, prediction: string, options: Record<string, unknown>) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const { scoreFiles } = await import('./score-files.ts');
      const { json, ...rest } = options as Omit<ScoreRequest, 'truth' | 'prediction'> & { readonly json?: boolean };
      await scoreFiles({ ...rest, truth, prediction }, createOutput(json === true));
    });
}

function thresholdList(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const unique = [...new Set(values)].sort((one, other) => one - other);
  if (unique.every((value) => value >= 0 && value <= 1)) return unique;
  throw new InvalidArgumentError('It must be numbers from 0 to 1 with commas between them.');
}

const examples = `
Examples:
  unet score labels.tif runs/train/predictions.tif
  unet score my-slices/label segmented --images my-slices/image --out scores
  unet score labels.tif classes.tif --prediction-is classes --classes 3 --json
`;
