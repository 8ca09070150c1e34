import { paperInputSize } from '@unet/model/arrays';
import { Command, Option } from 'commander';
import { positiveInteger } from '../../terminal/number-options.ts';
import { createOutput } from '../../terminal/output.ts';
import type { OutputKind } from './output-names.ts';
import type { SegmentRequest } from './request.ts';

/** `unet segment`. */
export function create(): Command {
  return new Command('segment')
    .description('Segments images of any size with a trained network, seamlessly, by overlap tiles.')
    .argument('<model>', 'model.safetensors of a run')
    .argument('<images...>', 'images, stacks, or folders of images')
    .requiredOption('-o, --out <dir>', 'folder to write to: NAME.probability.tif and NAME.classes.tif of each image')
    .addOption(
      new Option('--write <what>', 'probability of class 1 (float32), class of each pixel (uint8), or both')
        .choices(['probability', 'classes', 'both'])
        .default('both'),
    )
    .option(
      '--input-size <n>',
      `side of the input squares in pixels (default: what the images need and the device holds, at most ${paperInputSize})`,
      positiveInteger,
    )
    .option('--stride <n>', 'pixels between output squares (default: no overlap)', positiveInteger)
    .addOption(new Option('--blend <how>', 'how overlaps are joined').choices(['mean', 'centre']).default('mean'))
    .option('--symmetries', 'average the predictions of the eight symmetries of the square', false)
    .option('--backend <name>', 'TensorFlow.js backend (default: the best that is installed)')
    .option('--json', 'lines of JSON for machines instead of text for people')
    .addHelpText('after', examples)
    .action(async (model: string, images: string[], options: Record<string, unknown>) => {
      // Loaded only now, so that --help and mistakes answer at once.
      const { segmentFiles } = await import('./segment-files.ts');
      const { write, json, ...rest } = options as Omit<SegmentRequest, 'model' | 'images' | 'kinds'> & {
        readonly write: OutputKind | 'both';
        readonly json?: boolean;
      };
      const kinds = write === 'both' ? (['probability', 'classes'] as const) : [write];
      await segmentFiles({ ...rest, model, images, kinds }, createOutput(json === true));
    });
}

const examples = `
Examples:
  unet segment runs/train/model.safetensors new-slices -o segmented
  unet segment model.safetensors a.tif b.png stack.tif -o segmented --symmetries
  unet segment model.safetensors plate/*.tif -o segmented --write classes --json
`;
