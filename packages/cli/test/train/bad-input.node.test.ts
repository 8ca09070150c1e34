import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng, encodeTiff } from '@unet/image-io/arrays';
import { recipes } from '@unet/run/arrays';
import { expect, test } from 'vitest';
import { contents, temporaryFolder, tiny } from '../support/cli.ts';
import {
  encodeLabel,
  flatImage,
  pngOfSize,
  smallSlices,
  tiffOfSize,
  writeSlices,
  writeStacks,
} from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const slices = smallSlices();

/** A mistake: what is done to a folder with good data in `data/`, what is typed, and the one line that must come. */
interface Mistake {
  readonly name: string;
  readonly spoil?: (folder: string) => void;
  readonly options?: readonly string[];
  readonly line: string;
  /** 2 for a command line that cannot be; 1, the default, for what it names. */
  readonly code?: number;
}

const fromData = ['data', ...tiny];
const fromStacks = ['--images', 'data/images.tif', '--labels', 'data/labels.tif', ...tiny];

/** Replaces a file of the data by something made of it. */
function change(path: string, make: (bytes: Uint8Array) => Uint8Array): (folder: string) => void {
  return (folder) => {
    const file = join(folder, path);
    writeFileSync(file, make(readFileSync(file)));
  };
}

const half = (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2);

const mistakes: Mistake[] = [
  {
    name: 'a truncated PNG',
    spoil: change('data/image/1.png', half),
    line: 'data/image/1.png: PNG ends early: the file is truncated',
  },
  {
    name: 'a truncated TIFF',
    spoil: change('data/images.tif', half),
    options: fromStacks,
    line: 'data/images.tif: TIFF ends early: its directory lies outside the file, which is truncated or damaged',
  },
  {
    name: 'a PNG whose header says 100000 x 100000',
    spoil: change('data/image/1.png', (bytes) => pngOfSize(bytes, 100_000, 100_000)),
    line: 'data/image/1.png: image is too large: 100000 x 100000 pixels, at most 268435456 are allowed',
  },
  {
    name: 'a TIFF whose header says 100000 x 100000',
    spoil: change('data/images.tif', (bytes) => tiffOfSize(bytes, 100_000, 100_000)),
    options: fromStacks,
    line: 'data/images.tif: page 0: image is too large: 100000 x 100000 pixels, at most 268435456 are allowed',
  },
  {
    name: 'a label of another size',
    spoil: change('data/label/1.png', () => encodeLabel({ height: 64, width: 63, data: new Int32Array(64 * 63) })),
    line: '1 label has another size than the image. 1: label has 64 x 63 pixels, image 64 x 64 (data/label/1.png, data/image/1.png)',
  },
  {
    name: 'a missing label',
    spoil: (folder) => rmSync(join(folder, 'data/label/1.png')),
    line: 'data/image/1.png: image has no label "1" in data/label',
  },
  {
    name: 'a label of five grey values',
    spoil: change('data/label/1.png', () => {
      const data = Uint8Array.from({ length: 64 * 64 }, (_, index) => 50 * (index % 5));
      return encodePng({ height: 64, width: 64, channels: 1, bitDepth: 8, format: 'uint', data });
    }),
    line: '1 label of 3 cannot be read: values must be two: border and inside of cells. data/label/1.png: label has 5 grey values (0, 50, 100, ...), expected 2',
  },
  {
    name: 'an empty folder',
    spoil: (folder) => {
      rmSync(join(folder, 'data/image'), { recursive: true });
      mkdirSync(join(folder, 'data/image'));
    },
    line: 'data/label/0.png: label has no image "0" in data',
  },
  {
    name: 'a folder that is not there',
    options: ['nowhere', ...tiny],
    line: 'nowhere: no such file or folder',
  },
  {
    name: 'a folder instead of an image',
    spoil: (folder) => {
      rmSync(join(folder, 'data/image/2.png'));
      mkdirSync(join(folder, 'data/image/2.png'));
    },
    line: 'data/label/2.png: label has no image "2" in data/image',
  },
  {
    name: 'NaN in a float TIFF',
    spoil: change('data/images.tif', () => {
      const image = flatImage(64, 0.5);
      image.data[65] = Number.NaN;
      const raw = { ...image, bitDepth: 32, format: 'float' } as const;
      return encodeTiff([...slices.slice(1).map((slice) => slice.image), raw]);
    }),
    options: fromStacks,
    line: 'data/images.tif: page 2: value NaN is not a finite float32 at row 1, column 1',
  },
  {
    name: 'slices too small for the input size',
    options: ['data', '--base', '2', '--depth', '1', '--input-size', '100'],
    line: 'the input size must fit into every slice, its output is 84 x 84 pixels and 0 has 64 x 64: the largest that fits is 80, got 100',
  },
  {
    name: 'slices too small for the depth',
    spoil: (folder) =>
      writeSlices(
        join(folder, 'data'),
        Array.from({ length: 3 }, () => smallest(3)),
      ),
    options: ['data', '--base', '2', '--depth', '3'],
    line: 'depth 3 needs slices of at least 4 x 4 pixels, 0 has 3 x 3: choose a lower depth',
  },
  {
    name: 'an illegal input size between two legal ones',
    options: ['data', '--base', '2', '--depth', '1', '--input-size', '61'],
    line: 'the input size must be legal at depth 1 (nearest 60 or 62), got 61',
  },
  {
    name: 'an illegal input size below the smallest legal one',
    options: ['data', '--base', '2', '--depth', '1', '--input-size', '7'],
    line: 'the input size must be legal at depth 1 (nearest 18), got 7',
  },
  {
    name: 'an unknown backend',
    code: 2,
    options: [...fromData, '--backend', 'abacus'],
    line: '--backend must be one of tensorflow-gpu, tensorflow, webgpu, simd, wasm, cpu, got "abacus"',
  },
  {
    name: 'a base beyond all bounds',
    code: 2,
    options: ['data', '--base', '5000'],
    line: "option '--base <n>' argument '5000' is invalid. It must be an integer from 1 to 1024.",
  },
  ...['65', '-1', '1.5', ''].map((workers) => ({
    name: `--workers "${workers}"`,
    code: 2,
    options: ['data', `--workers=${workers}`],
    line: `option '--workers <n>' argument '${workers}' is invalid. It must be an integer from 0 to 64.`,
  })),
  {
    name: 'an unknown option',
    code: 2,
    options: ['--stepz', '4'],
    line: "unknown option '--stepz' (Did you mean --steps?)",
  },
  {
    name: 'a word that is no option',
    code: 2,
    options: ['data', 'more'],
    line: "too many arguments for 'train'. Expected 1 argument but got 2.",
  },
  {
    name: 'an option that is no number',
    code: 2,
    options: ['--steps', 'many'],
    line: "option '--steps <n>' argument 'many' is invalid. It must be a positive integer.",
  },
  {
    name: '--images without --labels',
    code: 2,
    options: ['--images', 'data/images.tif'],
    line: '--images and --labels go together',
  },
  {
    name: '--labels without --images',
    code: 2,
    options: ['--labels', 'data/labels.tif'],
    line: '--images and --labels go together',
  },
  {
    name: '--data beside --images',
    code: 2,
    options: [...fromStacks, 'data'],
    line: 'DATA and --images with --labels exclude each other',
  },
  {
    name: '--steps beside --epochs',
    code: 2,
    options: ['--steps', '4', '--epochs', '1'],
    line: '--steps and --epochs exclude each other',
  },
  {
    name: '--holdout that leaves nothing to train on',
    options: [...fromData, '--holdout', '3'],
    line: '--holdout must leave a slice to train on, at most 2 here, got 3',
  },
  {
    name: 'a single slice',
    spoil: (folder) => {
      rmSync(join(folder, 'data'), { recursive: true });
      writeSlices(join(folder, 'data'), slices.slice(0, 1));
    },
    line: 'data: must hold two slices or more, got 1',
  },
  {
    name: '--out that is a file',
    spoil: (folder) => writeFileSync(join(folder, 'out'), 'not a run'),
    line: 'out/config.json: there is a file where a folder is needed',
  },
  {
    name: '--resume where there is no run',
    options: [...fromData, '--resume'],
    line: 'out: holds no run that could be resumed',
  },
  {
    name: '--resume in a folder whose config.json is something else',
    spoil: (folder) => {
      mkdirSync(join(folder, 'out'));
      writeFileSync(join(folder, 'out/config.json'), '{"settings":null}');
    },
    options: [...fromData, '--resume'],
    line: 'out/config.json: must be the config.json of a run',
  },
  ...(
    [
      [{ length: { steps: '60' } }, 'out/config.json: length: steps must be a number, got "60"'],
      [{ length: {} }, 'out/config.json: length must hold either steps or epochs, got {}'],
      [{ source: { data: 5 } }, 'out/config.json: source: data must be text, got 5'],
      [{ source: { dat: 'x' } }, 'out/config.json: source: there is no "dat"; did you mean "data"?'],
      [{ settings: { base: '4' } }, 'out/config.json: base must be a number, got "4"'],
    ] as const
  ).map(([wrong, line]) => ({
    name: `--resume with ${JSON.stringify(wrong)} in config.json`,
    spoil: (folder: string) => {
      mkdirSync(join(folder, 'out'));
      const { settings } = recipes.quick;
      const config = { settings, length: { steps: 4 }, source: { data: 'data' } };
      const broken = 'settings' in wrong ? { settings: { ...settings, ...wrong.settings } } : wrong;
      writeFileSync(join(folder, 'out/config.json'), JSON.stringify({ ...config, ...broken }));
    },
    options: ['--resume'],
    line,
  })),
];

function smallest(side: number) {
  return { image: flatImage(side, 0.5), label: { height: side, width: side, data: new Int32Array(side * side) } };
}

test.each(mistakes)('$name: one line, nothing written', async ({ name, spoil, options, line, code: expected = 1 }) => {
  const place = join(folder, name.replaceAll(/\W+/g, '-'));
  writeSlices(join(place, 'data'), slices);
  writeStacks(join(place, 'data'), slices);
  spoil?.(place);
  const before = contents(place);

  const { code, stdout, stderr } = await runHere('train', [...(options ?? fromData), '--out', 'out'], place);

  expect(stderr).toBe(`unet: ${line}\n`);
  expect(code).toBe(expected);
  expect(stdout).not.toContain('Training');
  expect(contents(place)).toEqual(before);
});
