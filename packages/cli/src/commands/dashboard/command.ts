import { Command } from 'commander';
import { integerBetween } from '../../terminal/number-options.ts';
import { createOutput } from '../../terminal/output.ts';

/** `unet dashboard`. */
export function create(): Command {
  return new Command('dashboard')
    .description(
      'Shows runs on a page of this machine: loss and scores, the held-out prediction beside the truth, pace, memory,\n' +
        'time left and settings, of several runs side by side; live as long as they train, and afterwards.',
    )
    .argument('<runs...>', 'folders of runs, or folders that hold such, as runs')
    .option(
      '--port <n>',
      'port on 127.0.0.1, 0 for any that is free (default: 6060, or a free one)',
      integerBetween(0, 65_535),
    )
    .option('--json', 'lines of JSON for machines instead of text for people')
    .addHelpText('after', examples)
    .action(async (runs: string[], { port, json }: { readonly port?: number; readonly json?: boolean }) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const { showDashboard } = await import('./show-dashboard.ts');
      await showDashboard(runs, port, createOutput(json === true));
    });
}

const examples = `
Examples:
  unet dashboard runs
  unet dashboard runs/base-16 runs/base-32 --port 8080

Only this machine can see the page. Ctrl-C ends it; runs go on.
`;
