import { Command, InvalidArgumentError, Option } from 'commander';
import { anyInteger, positiveInteger } from '../../terminal/number-options.ts';
import { createOutput } from '../../terminal/output.ts';
import type { PhantomRequest } from './write-phantom.ts';

/** `unet phantom`. */
export function create(): Command {
  return new Command('phantom')
    .description(
      'Makes synthetic slices of neural tissue with exact labels, to play with: OUT/image/00.png, OUT/label/00.png and so on.\n' +
        'The same seed gives the same slices on every machine.',
    )
    .argument('<out>', 'folder to write to; it must hold nothing else')
    .option('--count <n>', 'number of slices', positiveInteger, 12)
    .addOption(
      new Option('--size <pixels>', 'side of a square, or HEIGHTxWIDTH')
        .argParser(size)
        .default({ height: 256, width: 256 }, '256'),
    )
    .option('--seed <n>', 'of everything', anyInteger, 1)
    .option('--json', 'one JSON document for machines instead of text for people')
    .addHelpText('after', examples)
    .action(async (out: string, options: Record<string, unknown>) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const { writePhantom } = await import('./write-phantom.ts');
      const { json, ...rest } = options as Omit<PhantomRequest, 'out'> & { readonly json?: boolean };
      await writePhantom({ ...rest, out }, createOutput(json === true));
    });
}

/** Largest side: a slice is made in memory. */
const MOST = 16384;

function size(text: string): { height: number; width: number } {
  const [height, width = height] = text.toLowerCase().split('x').map(Number);
  const isSide = (value: number | undefined): value is number =>
    Number.isInteger(value) && value! >= 1 && value! <= MOST;
  if (/^\d+(x\d+)?$/i.test(text) && isSide(height) && isSide(width)) return { height, width };
  throw new InvalidArgumentError(`It must be an integer from 1 to ${MOST}, or two of them like 512x384.`);
}

const examples = `
Examples:
  unet phantom my-slices
  unet phantom my-slices --count 30 --size 512 --seed 7
  unet phantom my-slices && unet train my-slices
`;
