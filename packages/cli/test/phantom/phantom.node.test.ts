import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImages, decodeLabels } from '@unet/image-io/arrays';
import { phantomSlices } from '@unet/phantom/arrays';
import { expect, test } from 'vitest';
import { contents, fileNames, temporaryFolder } from '../support/cli.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const phantom = (...words: string[]) => runHere('phantom', words, folder);
const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(join(folder, path)));

test('slices of the seed, in files that give them back; again, the same', async () => {
  const words = ['new/slices', '--count', '2', '--size', '48x64', '--seed', '7'];
  const { code, stdout, stderr } = await phantom(...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe('2 slices of 48 x 64 pixels: new/slices; train on them with: unet train new/slices\n');
  expect(fileNames(join(folder, 'new/slices'))).toEqual([
    'image/00.png',
    'image/01.png',
    'label/00.png',
    'label/01.png',
  ]);
  const slices = phantomSlices({ seed: 7, count: 2, height: 48, width: 64 });
  for (const [index, { image, label }] of slices.entries()) {
    expect(decodeImages(bytes(`new/slices/image/0${index}.png`))).toEqual([image]);
    expect(decodeLabels(bytes(`new/slices/label/0${index}.png`))).toEqual([label]);
  }
  const before = contents(join(folder, 'new'));
  writeFileSync(
    join(folder, 'new/slices/image/00.png.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp'),
    'left by a killed process',
  );
  const again = await phantom(...words, '--json');
  expect(JSON.parse(again.stdout)).toEqual({ out: 'new/slices', count: 2, height: 48, width: 64, seed: 7 });
  expect(bytes('new/slices/label/01.png')).toEqual(
    new Uint8Array(Buffer.from(before!['slices/label/01.png']!, 'base64')),
  );
});

test.each([
  ['image/0.png', 'mine/image: must hold nothing but synthetic slices of this size and number, has 0.png'],
  ['label/02.png', 'mine/label: must hold nothing but synthetic slices of this size and number, has 02.png'],
  ['notes.txt', 'mine: must hold nothing but synthetic slices of this size and number, has notes.txt'],
])('a folder with %s in it is left alone', async (name, line) => {
  const own = temporaryFolder();
  for (const place of ['image', 'label']) mkdirSync(join(own, 'mine', place), { recursive: true });
  writeFileSync(join(own, 'mine', name), 'mine');
  const before = contents(own);
  const { code, stderr } = await runHere('phantom', ['mine', '--count', '2', '--size', '64'], own);
  expect({ code, stderr }).toEqual({ code: 1, stderr: `unet: ${line}\n` });
  expect(contents(own)).toEqual(before);
});

test('a size that is none, and a file in the place of the folder', async () => {
  expect(await phantom('x', '--size', '512x')).toMatchObject({
    code: 2,
    stderr:
      "unet: option '--size <pixels>' argument '512x' is invalid. It must be an integer from 1 to 16384, or two of them like 512x384.\n",
  });
  writeFileSync(join(folder, 'file'), '');
  expect(await phantom('file')).toMatchObject({
    code: 1,
    stderr: 'unet: file: there is a file where a folder is needed\n',
  });
});
