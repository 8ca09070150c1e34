// U-Net and its predecessor, FCN-8s (Long, Shelhamer and Darrell 2015), trained on the same slices with the same seeds, steps and recipe.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { initBackend } from '@unet/backends';
import { predictionFigure, thresholdFigure } from '@unet/figures/arrays';
import { renderPng } from '@unet/figures/node';
import { writeFileAtomic } from '@unet/files/node';
import { readLabelledSlices } from '@unet/image-io/node';
import { type NetworkConfig, parameterCount } from '@unet/model';
import { phantomSlices } from '@unet/phantom/arrays';
import {
  createRunControls,
  defaultHeldOut,
  defaultWorkers,
  everySteps,
  formatDuration,
  formatPercent,
  holdOutLast,
  type KeptRun,
  planRun,
  type RecipeName,
  type RunSettings,
  recipes,
  runTraining,
  type SavedRun,
} from '@unet/run';
import { type NetworkEvaluationArrays, shareSlices } from '@unet/trainer';

process.on('uncaughtException', ({ message }) => {
  console.error(`compare: ${message.replaceAll(/\s*\n\s*/g, ' ')}`);
  process.exit(1);
});

const USAGE = `npm run compare -- [options]
  --data <dir>                     folder with image/ and label/ in it; without data: synthetic slices
  --images <path> --labels <path>  or two stacks or folders
  --recipe <name> --steps <n>      of both networks (default: quick, 1000)
  --base <n> --depth <n>           of both networks (default: 16, 3)
  --seeds <n,n,...>                one training each (default: 1)
  --out <dir>                      for the figures (default: runs/compare)`;

const { values: options } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    data: { type: 'string' }, // as of em-train; without data: synthetic slices
    images: { type: 'string' },
    labels: { type: 'string' },
    recipe: { type: 'string', default: 'quick' },
    steps: { type: 'string', default: '1000' },
    base: { type: 'string', default: '16' }, // channels of the first block, of both networks
    depth: { type: 'string', default: '3' }, // poolings; FCN-8s has three at least
    seeds: { type: 'string', default: '1' }, // separated by commas
    out: { type: 'string', default: 'runs/compare' },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit();
}

const { data, images, labels, out } = options;
const files = data !== undefined ? { directory: data } : images && labels ? { images, labels } : undefined;
const slices = files === undefined ? phantomSlices({ seed: 1 }) : await readLabelledSlices(files);
const split = holdOutLast(slices, defaultHeldOut(slices.length));
const training = shareSlices(split.training);
const { heldOut } = split;

const recipe = recipes[options.recipe as RecipeName];
if (recipe === undefined) throw new RangeError(`--recipe must be one of ${Object.keys(recipes).join(', ')}`);
const networks = { 'U-Net': 'u-net', 'FCN-8s': 'fcn-8s' } as const;
type Name = keyof typeof networks;

const backend = await initBackend();
console.log(`${training.length} slices to train on, ${heldOut.length} held out, ${options.recipe}, on ${backend.name}`);

interface Trained {
  readonly config: NetworkConfig;
  readonly run: SavedRun;
  readonly evaluation: NetworkEvaluationArrays;
}

/** A run from beginning to end, and what the network makes of the held-out slices. */
async function train(name: Name, seed: number): Promise<Trained> {
  const { settings } = recipe;
  const network: RunSettings = {
    ...settings,
    architecture: networks[name],
    base: Number(options.base),
    depth: Number(options.depth),
    seed,
  };
  let kept: KeptRun = { checkpoint: undefined, course: undefined };
  let evaluation: NetworkEvaluationArrays | undefined;
  const plan = planRun(network, { steps: Number(options.steps) }, training);
  const run = await runTraining({
    plan,
    training,
    heldOut,
    store: {
      load: async () => kept,
      save: async (saved) => {
        kept = { checkpoint: saved.checkpoint, course: saved };
      },
    },
    controls: createRunControls(),
    workers: defaultWorkers(availableParallelism()),
    createWorker: () => new Worker(new URL('./sample-worker.js', import.meta.url)),
    pace: { checkpoints: everySteps(200), previews: { isDue: () => false, done: () => {} } },
    symmetries: recipe.symmetries,
    onEvent(event) {
      if (event.kind === 'scored') evaluation = event.evaluation;
      if (event.kind !== 'step' || event.report.step % 100 !== 0) return;
      console.log(`${name}, seed ${seed}: step ${event.report.step}, loss ${event.log.recentLoss.toFixed(4)}`);
    },
  });
  if (evaluation === undefined) throw new Error(`${name}, seed ${seed}: ${run.message ?? 'was not scored'}`);
  return { config: plan.config, run, evaluation };
}

const seeds = options.seeds.split(',').map(Number);
const results: Record<Name, Trained[]> = { 'U-Net': [], 'FCN-8s': [] };
for (const seed of seeds) {
  for (const name of Object.keys(networks) as Name[]) results[name].push(await train(name, seed));
}

// The table: means over the seeds, and how far the seeds lie apart.

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[], format: (value: number) => string): string =>
  seeds.length === 1
    ? format(values[0]!)
    : `${format(mean(values))} (${format(Math.min(...values))} to ${format(Math.max(...values))})`;
const fourDigits = (value: number): string => value.toFixed(4);

console.log('\n| network | parameters | pixel error at 0.5 | best | best V-Rand | best V-Info | training |');
console.log('|---|---|---|---|---|---|---|');
for (const [name, runs] of Object.entries(results)) {
  const scores = runs.map(({ run }) => run.scores!);
  const cells = [
    name,
    parameterCount(runs[0]!.config).toLocaleString('en'),
    spread(
      scores.map(({ pixelError }) => pixelError),
      formatPercent,
    ),
    spread(
      scores.map(({ best }) => best.pixelError.value),
      formatPercent,
    ),
    spread(
      scores.map(({ best }) => best.vRand.value),
      fourDigits,
    ),
    spread(
      scores.map(({ best }) => best.vInfo.value),
      fourDigits,
    ),
    formatDuration(mean(runs.map(({ run }) => run.seconds))),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

// The figures: of the first seed, every network's answer to the same slices, and its scores at each threshold.

const named = Object.entries(results).map(([name, [first]]) => ({ name, evaluation: first!.evaluation }));
const rows = heldOut.slice(0, 2).flatMap(({ name: slice = 'slice', image, label }, index) =>
  named.map(({ name, evaluation }) => {
    return { name: `${slice}, ${name}`, image, truth: label, probability: evaluation.planes![index]! };
  }),
);
await draw('predictions', predictionFigure({ title: 'Held-out slices', rows }));
await draw(
  'thresholds',
  thresholdFigure({
    title: 'Held-out scores at each threshold',
    thresholds: named[0]!.evaluation.binary!.sweep.map(({ threshold }) => threshold),
    series: named.flatMap(({ name, evaluation: { binary } }) => [
      { name: `${name}: V-Rand`, values: binary!.sweep.map(({ vRand }) => vRand.score), best: 'highest' as const },
      {
        name: `${name}: pixel error`,
        values: binary!.sweep.map((scores) => scores.pixelError),
        best: 'lowest' as const,
      },
    ]),
    domain: [0, 1],
  }),
);
console.log(`\nFigures: ${join(out, 'predictions.png')}, ${join(out, 'thresholds.png')}`);

async function draw(name: string, svg: string): Promise<void> {
  await writeFileAtomic(join(out, `${name}.png`), await renderPng(svg));
}
