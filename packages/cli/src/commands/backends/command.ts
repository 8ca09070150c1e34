import { Command } from 'commander';
import { createOutput } from '../../terminal/output.ts';

/** `unet backends`. */
export function create(): Command {
  return new Command('backends')
    .description('Says which TensorFlow.js backends are installed, which one would be taken, and why.')
    .option('--speed', 'also measure how fast each of them trains: about five seconds each')
    .option('--json', 'one JSON document for machines instead of text for people')
    .addHelpText('after', examples)
    .action(async ({ speed, json }: { readonly speed?: boolean; readonly json?: boolean }) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const { showBackends } = await import('./show-backends.ts');
      await showBackends({ speed: speed === true }, createOutput(json === true));
    });
}

const examples = `
Examples:
  unet backends            what is here
  unet backends --speed    what it is worth, in seconds a training step of each recipe
`;
