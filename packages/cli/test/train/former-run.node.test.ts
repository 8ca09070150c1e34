import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { contents, temporaryFolder } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';
import former from './fixtures/former-run.json' with { type: 'json' };

const folder = temporaryFolder();

beforeAll(() => {
  writeSlices(join(folder, 'data'), smallSlices());
  writeFormerRun('former');
});

/** The folder of a run of two steps, as it was left before settings were renamed. */
function writeFormerRun(out: string): void {
  mkdirSync(join(folder, out, 'checkpoints'), { recursive: true });
  writeFileSync(join(folder, out, 'config.json'), JSON.stringify(former.config));
  writeFileSync(join(folder, out, 'log.csv'), former.log);
  const checkpoint = Buffer.from(former.checkpoint, 'base64');
  writeFileSync(join(folder, out, 'checkpoints/step-000002.safetensors'), checkpoint);
}

const resume = (out: string, ...options: string[]) =>
  runHere('train', ['--resume', '--no-figures', ...options, '--out', out], folder);
const lines = (path: string) => readFileSync(join(folder, path), 'utf8').trimEnd().split('\n');
const config = (out: string) => JSON.parse(readFileSync(join(folder, out, 'config.json'), 'utf8'));
const note =
  'Note: an earlier version began this run; from now on the weights of a sample take its surroundings and the balance of its whole slice into account\n';

describe('a run that was begun before settings were renamed', () => {
  test('goes on from its checkpoint, says once what is not as it was, and has the new names from then on', async () => {
    writeFormerRun('continued');
    const first = await resume('continued', '--steps', '4');
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect(first.stdout).toContain(`Run: continued, continued after step 2\n${note}`);
    const { settings, inputSize } = config('continued');
    const { tile, tileLimit, batch, data, ...kept } = former.config.settings;
    expect(config('continued').source).toEqual({ data });
    expect(settings).toEqual({
      ...kept,
      inputSize: tile,
      inputSizeLimit: tileLimit,
      batchSize: batch,
      borderRegion: 'everywhere',
      classBalance: 'notebook',
      augmentation: 'notebook',
    });
    expect(inputSize).toBe(60);
    expect(lines('continued/log.csv').slice(0, 3)).toEqual(former.log.trimEnd().split('\n'));
    expect(lines('continued/log.csv')).toHaveLength(5);

    const second = await resume('continued', '--steps', '5');
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: '' });
    expect(second.stdout).toContain('Run: continued, continued after step 4\n');
    expect(second.stdout).not.toContain('Note');
  });

  test('that is taken up without a further step goes on later all the same', async () => {
    writeFormerRun('taken-up');
    const first = await resume('taken-up', '--steps', '2');
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    const second = await resume('taken-up', '--steps', '4');
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: '' });
    expect(second.stdout).toContain('Run: taken-up, continued after step 2\n');
  });

  test('goes on, too, if it was killed when it had a new checkpoint and the old names', async () => {
    cpSync(join(folder, 'continued'), join(folder, 'killed'), { recursive: true });
    writeFileSync(join(folder, 'killed', 'config.json'), JSON.stringify(former.config));
    const { code, stdout, stderr } = await resume('killed', '--steps', '6');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Run: killed, continued after step 5\n');
  });

  test.each([
    {
      name: 'another input size',
      options: ['--input-size', '68'],
      line: 'former: its run has inputSize 60, --resume cannot change it to 68',
    },
    {
      name: 'another class balance',
      options: ['--class-balance', 'none'],
      line: 'former: its run has classBalance "notebook", --resume cannot change it to "none"',
    },
  ])('is not continued with $name', async ({ options, line }) => {
    const before = contents(join(folder, 'former'));
    const { code, stderr } = await resume('former', ...options);
    expect(stderr).toBe(`unet: ${line}\n`);
    expect(code).toBe(1);
    expect(contents(join(folder, 'former'))).toEqual(before);
  });
});
