import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isOutput, nameOutputs } from '../../src/commands/segment/output-names.ts';
import { refuseInputs } from '../../src/files/refuse-inputs.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'segment-outputs-')));
const at = (...names: string[]): string => join(folder, ...names);
writeFileSync(at('image.tif'), 'image');
writeFileSync(at('model.safetensors'), 'model');
mkdirSync(at('images'));
symlinkSync(at('image.tif'), at('link.tif'));
symlinkSync(at('images'), at('same-images'));
linkSync(at('image.tif'), at('hard.tif'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an output that is an input is refused:', () => {
  test.each([
    ['itself', ['image.tif'], 'image.tif', 'it is an input'],
    ['another of several', ['image.tif', 'model.safetensors'], 'model.safetensors', 'it is an input'],
    ['by a link', ['image.tif'], 'link.tif', 'it is the input'],
    ['by a hard link', ['image.tif'], 'hard.tif', 'it is the input'],
    ['by another way', ['image.tif'], 'images/../image.tif', 'it is the input'],
    ['an input by a link', ['link.tif'], 'image.tif', 'it is the input'],
  ])('%s', async (_, inputs, output, message) => {
    const path = `${folder}/${output}`;
    await expect(
      refuseInputs(
        inputs.map((name) => at(name)),
        [at('new.tif'), path],
      ),
    ).rejects.toThrow(`${path}: the output must not replace what is read, ${message}`);
  });

  test('what is to be made in a folder that is reached by a link', async () => {
    writeFileSync(at('images', 'a.tif'), 'a');
    await expect(refuseInputs([at('images', 'a.tif')], [at('same-images', 'a.tif')])).rejects.toThrow(
      'must not replace',
    );
  });

  test('others are not', async () => {
    await refuseInputs([at('image.tif')], [at('images', 'image.tif'), at('none', 'yet', 'image.tif')]);
  });
});

describe('outputs', () => {
  test('are named after their inputs', () => {
    expect(nameOutputs(['in/a.b.png', '-x.tif'], 'out', ['probability', 'classes'])).toEqual([
      {
        input: 'in/a.b.png',
        outputs: { probability: join('out', 'a.b.probability.tif'), classes: join('out', 'a.b.classes.tif') },
      },
      {
        input: '-x.tif',
        outputs: { probability: join('out', '-x.probability.tif'), classes: join('out', '-x.classes.tif') },
      },
    ]);
  });

  test.each([[['a/1.png', 'b/1.tif']], [['a/1.png', 'a/1.PNG']], [['a/x.png', 'b/X.png']]])(
    'of %o would be one file',
    (inputs) => {
      expect(() => nameOutputs(inputs, 'out', ['classes'])).toThrow(
        `${inputs[1]}: its output would be that of ${inputs[0]}, too`,
      );
    },
  );

  test('are known by their names', () => {
    expect(['a.probability.tif', 'x/a.CLASSES.TIF', 'classes.tif', 'a.tif'].map(isOutput)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
