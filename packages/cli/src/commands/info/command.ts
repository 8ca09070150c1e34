import { Command } from 'commander';
import { createOutput } from '../../terminal/output.ts';

/** `unet info`. */
export function create(): Command {
  return new Command('info')
    .description(
      'Says what a file of weights or a checkpoint is: the network and its layers, what it expects, what memory it takes,\n' +
        'and how it was trained, where it lies in the folder of its run. The whole file is read and checked.',
    )
    .argument('<model>', 'model.safetensors, a checkpoint, or the folder of a run')
    .option('--json', 'one JSON document for machines instead of text for people')
    .addHelpText('after', examples)
    .action(async (model: string, { json }: { readonly json?: boolean }) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const { showModel } = await import('./show-model.ts');
      await showModel(model, createOutput(json === true));
    });
}

const examples = `
Examples:
  unet info runs/train
  unet info model.safetensors --json
  unet info runs/train/checkpoints/step-000200.safetensors
`;
