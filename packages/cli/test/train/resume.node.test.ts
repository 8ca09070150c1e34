import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimdBackend, ThreadError } from '@unet/backend-simd';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { contents, fileNames, patience, run, temporaryFolder } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const network = ['data', '--no-figures', '--base', '2', '--depth', '1', '--input-size', '60', '--dropout', 'bottom'];
const twenty = [...network, '--steps', '20', '--checkpoint-every', '5'];

beforeAll(async () => {
  writeSlices(join(folder, 'data'), smallSlices());
  const { code, stderr } = await runHere('train', [...twenty, '--out', 'whole'], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}, patience);

/** A process of its own that sends itself a signal, see `signal-at.mjs`. */
const runUntil = (signal: string, options: readonly string[]) =>
  run(['train', ...options], folder, {
    SIGNAL_AT: signal,
    NODE_OPTIONS: `--import=${new URL('../support/signal-at.mjs', import.meta.url)}`,
  });

const model = (out: string) => readFileSync(join(folder, out, 'model.safetensors')).toString('base64');
const checkpoint = (out: string, step: number) =>
  join(folder, out, 'checkpoints', `step-${String(step).padStart(6, '0')}.safetensors`);

/** The log without the times, which are never the same. */
function logged(out: string): string[] {
  const lines = readFileSync(join(folder, out, 'log.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.slice(1).map((line) => line.split(',').slice(0, 4).join(','));
}

/** Step and pixel error of each preview. */
function previews(out: string): number[][] {
  const lines = readFileSync(join(folder, out, 'previews.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.slice(1).map((line) => line.split(',').map(Number));
}

/** What an interrupted run must come to: the weights and the log of the one that never stopped, and nothing left behind. */
function expectAsWhole(out: string): void {
  expect(logged(out)).toEqual(logged('whole'));
  expect(model(out)).toBe(model('whole'));
  const [shown, shownByWhole] = [out, 'whole'].map((run) => previews(run));
  // Sessions may have shown previews at steps of their own, but none twice, and the same at the same step.
  expect(shown!.map(([step]) => step)).toEqual([...new Set(shown!.map(([step]) => step))].sort((a, b) => a! - b!));
  const common = shown!.filter(([step]) => shownByWhole!.some(([other]) => other === step));
  expect(shownByWhole).toEqual(expect.arrayContaining(common));
  expect(fileNames(join(folder, out)).filter((name) => !name.startsWith('checkpoints/'))).toEqual([
    'config.json',
    'log.csv',
    'metrics.json',
    'model.safetensors',
    'predictions.tif',
    'previews.csv',
    'status.json',
  ]);
  expect(checkpointNames(out)).toHaveLength(2);
  expect(checkpointNames(out)).toContain('step-000020.safetensors');
  expect(temporaryFile(out)).toBe(false);
}

describe('a run that stops goes on as if it had not', () => {
  test('the whole run has 20 different steps', () => {
    expect(logged('whole').map((line) => Number(line.split(',')[0]))).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    expect(new Set(logged('whole').map((line) => line.split(',')[2])).size).toBe(20);
  });

  test(
    'killed as soon as a checkpoint is there, again while the next is written, and with the weights half written',
    async () => {
      const options = ['--out', 'killed', '--no-figures', '--workers', '0'];
      const first = await runUntil('SIGKILL after step-000010.safetensors', [...twenty, ...options]);
      expect({ signal: first.signal, stderr: first.stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
      expect(checkpointNames('killed').sort()).toEqual(['step-000005.safetensors', 'step-000010.safetensors']);
      expect(existsSync(join(folder, 'killed/model.safetensors'))).toBe(false);

      const second = await runUntil('SIGKILL before step-000015.safetensors', [
        '--resume',
        ...options,
        '--checkpoint-every',
        '5',
      ]);
      expect({ signal: second.signal, stderr: second.stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
      expect(second.stdout).toMatch(/^Run: killed, continued after step 10$/m);
      expect(logged('killed')).toEqual(logged('whole').slice(0, 15));
      expect(temporaryFile('killed')).toBe(true);

      const third = await runUntil('SIGKILL before model.safetensors', ['--resume', ...options]);
      expect({ signal: third.signal, stderr: third.stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
      expect(third.stdout).toMatch(/^Run: killed, continued after step 10$/m);
      expect(fileNames(join(folder, 'killed')).some((name) => /^model\.safetensors\..*\.tmp$/.test(name))).toBe(true);

      // What a kill elsewhere leaves.
      writeFileSync(join(folder, 'killed', `log.csv.${crypto.randomUUID()}.tmp`), 'half');
      const last = await runHere('train', ['--resume', ...options], folder);
      expect({ code: last.code, stderr: last.stderr }).toEqual({ code: 0, stderr: '' });
      expect(last.stdout).toMatch(/^Run: killed, continued after step 20$/m);
      expectAsWhole('killed');
    },
    patience,
  );

  test('finished after 10 steps, then made longer; never shorter', async () => {
    const ten = await runHere('train', [...network, '--steps', '10', '--out', 'longer'], folder);
    expect(ten.code).toBe(0);
    expect(logged('longer')).toEqual(logged('whole').slice(0, 10));
    expect(model('longer')).not.toBe(model('whole'));

    const before = contents(join(folder, 'longer'));
    const shorter = await runHere('train', ['--resume', '--steps', '9', '--out', 'longer'], folder);
    expect(shorter.stderr).toBe(
      'unet: longer: has taken 10 steps already; --steps and --epochs must not end before, got 9 steps\n',
    );
    expect(shorter.code).toBe(1);
    expect(contents(join(folder, 'longer'))).toEqual(before);

    const more = ['--resume', '--steps', '20', '--out', 'longer', '--no-figures'];
    const twice = await runHere('train', more, folder);
    expect({ code: twice.code, stderr: twice.stderr }).toEqual({ code: 0, stderr: '' });
    expect(twice.stdout).toMatch(/^Run: longer, continued after step 10$/m);
    expectAsWhole('longer');
  });
});

function checkpointNames(out: string): string[] {
  const path = join(folder, out, 'checkpoints');
  return existsSync(path) ? readdirSync(path) : [];
}

/** Whether a killed process has left half a checkpoint. */
function temporaryFile(out: string): boolean {
  return checkpointNames(out).some((name) => !name.endsWith('.safetensors'));
}

test.each(['SIGINT', 'SIGHUP'])(
  '%s acts after the step under way, however far the next checkpoint is; what it says continues the run',
  async (signal) => {
    const out = `it's interrupted by ${signal}`;
    const options = ['--steps', '20', '--checkpoint-every', '1000', '--symmetries', '--workers', '2', '--out', out];
    const { code, stderr } = await runUntil(`${signal} at line 3`, [...network, ...options]);
    expect(code).toBe(130);
    expect(stderr).toContain('\nStopping after this step; press Ctrl-C again to stop at once.\n');
    const [, step, command] = /^unet: stopped after step (\d+); continue with: unet train (.*)$/m.exec(stderr)!;
    expect(logged(out)).toHaveLength(Number(step));
    expect(Number(step)).toBeLessThanOrEqual(4);
    expect(checkpointNames(out)).toEqual([`step-00000${step}.safetensors`]);
    expect(command).toBe(
      `--resume --out 'it'\\''s interrupted by ${signal}' --symmetries --no-figures --workers 2 --checkpoint-every 1000`,
    );

    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
      .trimEnd()
      .split('\n');
    // Without the threads, of which nothing depends.
    const second = await runHere(
      'train',
      words.map((word) => (word === '2' ? '0' : word)),
      folder,
    );
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: '' });
    expectAsWhole(out);
    expect(JSON.parse(readFileSync(join(folder, out, 'metrics.json'), 'utf8')).symmetries).toBe(true);
  },
  patience,
);

test('a run whose log does not say yet how long samples were waited for', async () => {
  cpSync(join(folder, 'whole'), join(folder, 'older'), { recursive: true });
  const log = join(folder, 'older/log.csv');
  const lines = readFileSync(log, 'utf8').split('\n');
  writeFileSync(log, lines.map((line) => line.split(',').slice(0, 5).join(',')).join('\n'));
  const more = ['--resume', '--steps', '21', '--out', 'older', '--no-figures'];
  const { code, stdout, stderr } = await runHere('train', more, folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  // The loss that is shown is the mean of the last 20.
  const losses = logged('older').map((line) => Number(line.split(',')[2]));
  const mean = losses.slice(1).reduce((sum, loss) => sum + loss, 0) / 20;
  expect(stdout).toContain(`Training 21/21 | done | loss ${mean.toFixed(4)}\n`);
  const columns = readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').length);
  expect(columns).toEqual(new Array(22).fill(6));
  const { waitFraction } = JSON.parse(readFileSync(join(folder, 'older/metrics.json'), 'utf8'));
  expect(waitFraction).toBeGreaterThan(0);
  expect(waitFraction).toBeLessThan(1);
});

describe('a kernel that fails', () => {
  const REASON = 'backend simd: kernel crossEntropy failed on thread 1: unreachable';

  /** Lets some steps' loss fail. Ends with the next command. */
  function failAt(isDue: (call: number) => boolean): void {
    const { run } = SimdBackend.prototype;
    let calls = 0;
    vi.spyOn(SimdBackend.prototype, 'run').mockImplementation(function (this: SimdBackend, ...job) {
      if (job[0] === 'crossEntropy' && isDue(++calls)) throw new ThreadError(REASON);
      run.apply(this, job);
    });
  }

  test('once: the run says so and goes on from its last checkpoint as if nothing had been', async () => {
    failAt((call) => call === 3 || call === 15);
    const { code, stdout, stderr } = await runHere('train', [...twenty, '--out', 'failed'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').filter((line) => line.startsWith('warning: backend'))).toEqual([
      `warning: ${REASON}; training goes on from its beginning`,
      `warning: ${REASON}; training goes on after step 10`,
    ]);
    expectAsWhole('failed');
  });

  test('again and again at the same step ends the run in one line, and its checkpoints stay', async () => {
    failAt((call) => call > 7);
    const { code, stdout, stderr } = await runHere('train', [...twenty, '--out', 'failing'], folder);
    expect(stderr).toBe(`unet: ${REASON}\n`);
    expect(code).toBe(1);
    expect(stdout.split(`warning: ${REASON}; training goes on after step 5\n`)).toHaveLength(4);
    expect(checkpointNames('failing')).toEqual(['step-000005.safetensors']);
  });
});

test('a run that diverges ends in one line, and its checkpoints stay', async () => {
  // Adam's first step moves every weight by the learning rate: not beyond float32, but the next activations are.
  const options = ['--learning-rate', '1e30', '--steps', '20', '--checkpoint-every', '1', '--out', 'diverged'];
  const { code, stderr } = await runHere('train', [...network, ...options], folder);
  expect(stderr).toMatch(/^unet: step 2: loss is (NaN|Infinity); try a lower learning rate\n$/);
  expect(code).toBe(1);
  expect(checkpointNames('diverged')).toEqual(['step-000001.safetensors']);
  expect(logged('diverged')).toHaveLength(1);
});

test('a loss that is not finite before anything was learned is not blamed on the learning rate', async () => {
  const options = ['--border-weight', '1e39', '--steps', '2', '--out', 'infinite'];
  const { code, stderr } = await runHere('train', [...network, ...options], folder);
  expect(stderr).toMatch(
    /^unet: step 1: loss is (NaN|Infinity); nothing was learned yet: look at images, labels and border weight\n$/,
  );
  expect(code).toBe(1);
});

test('a run that was scored with symmetries is scored with them when it goes on', async () => {
  const options = ['--steps', '1', '--symmetries', '--out', 'symmetric'];
  expect((await runHere('train', [...network, ...options], folder)).code).toBe(0);
  expect(
    (await runHere('train', ['--resume', '--no-figures', '--steps', '2', '--out', 'symmetric'], folder)).code,
  ).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, 'symmetric/metrics.json'), 'utf8'))).toMatchObject({
    steps: 2,
    symmetries: true,
  });
});

describe('a folder with a run', () => {
  test.each([
    {
      name: 'is not overwritten by a second run',
      options: twenty,
      line: 'whole: holds a run already; continue it with --resume, or choose another --out',
    },
    {
      name: 'is not resumed as another network',
      options: ['--resume', '--base', '4'],
      line: 'whole: its run has base 2, --resume cannot change it to 4',
    },
    {
      name: 'is not resumed with a setting that it left open',
      options: ['--resume', '--holdout', '1'],
      line: 'whole: its run has holdout unset, --resume cannot change it to 1',
    },
  ])('$name', async ({ options, line }) => {
    const before = contents(join(folder, 'whole'));
    const { code, stderr } = await runHere('train', [...options, '--out', 'whole'], folder);
    expect(stderr).toBe(`unet: ${line}\n`);
    expect(code).toBe(1);
    expect(contents(join(folder, 'whole'))).toEqual(before);
  });

  test('whose newest checkpoint is cut in half, says which, and goes on from the one before without it', async () => {
    cpSync(join(folder, 'whole'), join(folder, 'cut'), { recursive: true });
    const newest = checkpoint('cut', 20);
    writeFileSync(newest, readFileSync(newest).subarray(0, 2000));
    const before = contents(join(folder, 'cut'));
    const { code, stderr } = await runHere('train', ['--resume', '--out', 'cut'], folder);
    expect(stderr).toMatch(
      /^unet: cut\/checkpoints\/step-000020\.safetensors: [^\n]*truncated[^\n]*; delete it to continue from the one before\n$/,
    );
    expect(code).toBe(1);
    expect(contents(join(folder, 'cut'))).toEqual(before);
    rmSync(newest);
    const second = await runHere('train', ['--resume', '--out', 'cut', '--no-figures'], folder);
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: '' });
    expect(second.stdout).toMatch(/^Run: cut, continued after step 15$/m);
    expectAsWhole('cut');
  });

  test.each([
    { name: 'lacks its last lines', spoil: (text: string) => text.split('\n').slice(0, -3).join('\n'), lost: 2 },
    { name: 'is empty', spoil: () => '', lost: 20 },
    { name: 'is garbage', spoil: () => '\u0000\u0001,,\n1e9,x,y\n\n7,1,2', lost: 20 },
  ])('whose log $name, goes on without what is lost', async ({ name, spoil, lost }) => {
    const out = name.replaceAll(' ', '-');
    cpSync(join(folder, 'whole'), join(folder, out), { recursive: true });
    const log = join(folder, out, 'log.csv');
    writeFileSync(log, spoil(readFileSync(log, 'utf8')));
    const more = ['--resume', '--steps', '21', '--no-figures', '--out', out];
    const { code, stdout, stderr } = await runHere('train', more, folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      `warning: ${out}/log.csv: the losses of ${lost} steps are lost, which the run does not need\n`,
    );
    const known = logged('whole').slice(0, 20 - lost);
    expect(logged(out).slice(0, -1)).toEqual(known);
    expect(logged(out).at(-1)).toMatch(/^21,/);
  });

  test('whose checkpoints are all gone, says that it begins again', async () => {
    cpSync(join(folder, 'whole'), join(folder, 'gone'), { recursive: true });
    rmSync(join(folder, 'gone/checkpoints'), { recursive: true });
    const { code, stdout } = await runHere(
      'train',
      ['--resume', '--no-figures', '--checkpoint-every', '5', '--out', 'gone'],
      folder,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('Run: gone, which holds no checkpoint: it begins again from step 0\n');
    expectAsWhole('gone');
  });

  test('whose checkpoint is a folder, says which', async () => {
    cpSync(join(folder, 'whole'), join(folder, 'folder'), { recursive: true });
    rmSync(checkpoint('folder', 20));
    mkdirSync(checkpoint('folder', 20));
    const { code, stderr } = await runHere('train', ['--resume', '--out', 'folder'], folder);
    expect(stderr).toMatch(
      /^unet: folder\/checkpoints\/step-000020\.safetensors: [^\n]+; delete it to continue from the one before\n$/,
    );
    expect(code).toBe(1);
  });

  test('whose data have changed, is not continued', async () => {
    cpSync(join(folder, 'whole'), join(folder, 'others'), { recursive: true });
    const slice = join(folder, 'data/image/0.png');
    const kept = readFileSync(slice);
    writeFileSync(slice, readFileSync(join(folder, 'data/image/1.png')));
    const { code, stderr } = await runHere('train', ['--resume', '--steps', '30', '--out', 'others'], folder);
    writeFileSync(slice, kept);
    expect(stderr).toBe('unet: others: its run was trained on other data than data holds now\n');
    expect(code).toBe(1);
  });

  test('whose data have moved, goes on when their new place is named, and says so when it is not', async () => {
    cpSync(join(folder, 'whole'), join(folder, 'moved'), { recursive: true });
    renameSync(join(folder, 'data'), join(folder, 'elsewhere'));
    const unnamed = await runHere('train', ['--resume', '--out', 'moved'], folder);
    const named = await runHere('train', ['elsewhere', '--resume', '--out', 'moved', '--no-figures'], folder);
    const other = await runHere(
      'train',
      ['--images', 'elsewhere/label', '--labels', 'elsewhere/label', '--resume', '--out', 'moved'],
      folder,
    );
    renameSync(join(folder, 'elsewhere'), join(folder, 'data'));
    expect(unnamed).toMatchObject({
      code: 1,
      stderr: 'unet: data: no such file or folder; if its data have moved, name their new place beside --resume\n',
    });
    expect(named).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(folder, 'moved/config.json'), 'utf8')).source).toEqual({
      data: 'elsewhere',
      scale: 'percentile',
    });
    expect(other).toMatchObject({
      code: 1,
      stderr: 'unet: moved: its run was trained on other data than elsewhere/label + elsewhere/label holds now\n',
    });
  });

  test('whose log is a folder, says so and keeps it', async () => {
    cpSync(join(folder, 'whole'), join(folder, 'log-folder'), { recursive: true });
    rmSync(join(folder, 'log-folder/log.csv'));
    mkdirSync(join(folder, 'log-folder/log.csv'));
    const { code, stderr } = await runHere('train', ['--resume', '--steps', '24', '--out', 'log-folder'], folder);
    expect(stderr).toBe(
      'unet: log-folder/log.csv: is a folder, not a file; move it away, the run does not need what it holds\n',
    );
    expect(code).toBe(1);
  });

  test('whose rate falls to the end of the run, is not made longer', async () => {
    const cosine = [...network, '--schedule', 'cosine', '--steps', '2', '--out', 'cosine'];
    expect((await runHere('train', cosine, folder)).code).toBe(0);
    const { code, stderr } = await runHere('train', ['--resume', '--steps', '4', '--out', 'cosine'], folder);
    expect(stderr).toBe(
      'unet: cosine: the rate of its run falls to its end over 2 steps; one over 4 steps is another run\n',
    );
    expect(code).toBe(1);
  });
});
