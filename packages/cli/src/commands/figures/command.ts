import { Command } from 'commander';
import { createOutput } from '../../terminal/output.ts';

/** `unet figures`. */
export function create(): Command {
  return new Command('figures')
    .description(
      'Draws the figures of runs again, from what lies in their folders: tiles, augmentation, weight map, loss, and the\n' +
        'held-out slices with their predictions and scores. Where the slices are gone, what needs none of them.',
    )
    .argument('<runs...>', 'folders of runs')
    .option(
      '--out <dir>',
      "folder to draw into, with one of its own for each of several runs (default: the run's figures)",
    )
    .option('--json', 'lines of JSON for machines instead of text for people')
    .addHelpText('after', examples)
    .action(async (runs: string[], { out, json }: { readonly out?: string; readonly json?: boolean }) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const { drawFigures } = await import('./draw-figures.ts');
      await drawFigures(runs, out, createOutput(json === true));
    });
}

const examples = `
Examples:
  unet figures runs/train
  unet figures runs/base-16 runs/base-32 --out figures
`;
