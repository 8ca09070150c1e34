import { paperInputSize } from '@unet/model/arrays';
import { Command, Option } from 'commander';
import { positiveInteger } from './number-options.ts';
import { parseOptions } from './parse-options.ts';

/** What the command line asks for. */
export interface SegmentRequest {
  readonly model: string;
  readonly images: string;
  readonly out: string;
  readonly inputSize?: number;
  readonly stride?: number;
  readonly blend: 'mean' | 'centre';
  readonly symmetries: boolean;
  readonly backend?: string;
}

/** Reads the command line; `--help` prints and exits, as does a mistake, with one line and exit code 1. */
export function parseSegmentOptions(argv: readonly string[]): SegmentRequest {
  const command = new Command('em-segment')
    .usage('-- --model FILE --images PATH --out STACK.tif [options]')
    .description('Segments images of any size with a trained U-Net, seamlessly, by overlap tiles.')
    .requiredOption('--model <file>', 'model.safetensors of a run')
    .requiredOption('--images <path>', 'image, stack or folder of images')
    .requiredOption('--out <file>', 'float32 TIFF stack to write: the probability of class 1, a page an image')
    .option(
      '--input-size <n>',
      `side of the input squares in pixels (default: what the images need and the device holds, at most ${paperInputSize})`,
      positiveInteger,
    )
    .option('--stride <n>', 'pixels between output squares (default: no overlap)', positiveInteger)
    .addOption(new Option('--blend <how>', 'how overlaps are joined').choices(['mean', 'centre']).default('mean'))
    .option('--symmetries', 'average the predictions of the eight symmetries of the square', false)
    .option('--backend <name>', 'TensorFlow.js backend (default: the best that is installed)');
  return parseOptions(command, argv).options as SegmentRequest;
}
