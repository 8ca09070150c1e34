import type { RecipeName, RunLength, RunSettings } from '@unet/run/arrays';
import { recipes } from '@unet/run/arrays';
import type { DataSource } from '../../data/load-data.ts';
import { DEFAULT_SCALE, parseScale } from '../../data/parse-scale.ts';
import { settingsSchema } from '../../run-folder/settings-schema.ts';
import { UsageError } from '../../terminal/failure.ts';
import type { ConfigFile } from './config-file.ts';

/** What the command line and the configuration file together ask for. */
export interface TrainRequest {
  /** All settings, defaults filled in. */
  readonly settings: RunSettings;
  readonly length: RunLength;
  readonly source: DataSource;
  /** Only what was asked for; a run that goes on takes the rest from its folder. */
  readonly asked: {
    readonly settings: Partial<RunSettings>;
    readonly length: RunLength;
    readonly source: DataSource;
    readonly symmetries?: boolean | undefined;
  };
  readonly folds: number | undefined;
  readonly symmetries: boolean;
  readonly figures: boolean;
  readonly tensorboard: boolean;
  readonly dashboard: boolean;
  /** Of the dashboard; absent: the usual one. */
  readonly port: number | undefined;
  readonly backend: string | undefined;
  /** Threads that prepare samples; absent: as many as suit the machine. */
  readonly workers: number | undefined;
  readonly checkpointEvery: number;
  /** Absent: the first free folder. */
  readonly out: string | undefined;
  readonly resume: boolean;
  /** The words that are not kept with the run, to say again when it goes on. */
  readonly again: readonly string[];
}

/** What the command line says, by the names of the configuration file. */
export interface TypedOptions extends ConfigFile {
  readonly resume?: boolean;
}

/**
 * What was typed on top of what the file says on top of the recipe.
 * @throws UsageError for what contradicts each other
 */
export function trainRequest(typed: TypedOptions, file: ConfigFile): TrainRequest {
  checkAgreement(typed);
  checkAgreement(file);
  // Where data lie, and how long a run is, are said in one of several ways: one that was typed is not joined with another of the file.
  const saysData = typed.data !== undefined || typed.images !== undefined;
  const saysLength = typed.steps !== undefined || typed.epochs !== undefined;
  const { data, images, labels, steps, epochs, ...rest } = file;
  const given: TypedOptions = {
    ...rest,
    ...(saysData ? {} : { data, images, labels }),
    ...(saysLength ? {} : { steps, epochs }),
    ...dropUndefined(typed),
  };
  checkAgreement(given);
  const recipe = recipes[given.recipe ?? 'quick'];
  if (given.port !== undefined && given.dashboard !== true) throw new UsageError('--port is of --dashboard');
  checkSchedule(given, given.schedule ?? recipe.settings.schedule);
  const settings = dropUndefined(
    Object.fromEntries(Object.keys(settingsSchema.shape).map((name) => [name, given[name as keyof ConfigFile]])),
  ) as Partial<RunSettings>;
  const length = dropUndefined({ steps: given.steps, epochs: given.epochs }) as RunLength;
  const source = dropUndefined({
    data: given.data,
    images: given.images,
    labels: given.labels,
    holdout: given.holdout,
    scale: given.scale,
  }) as DataSource;
  // Synthetic slices are no files, and have nothing to scale.
  const hasFiles = source.data !== undefined || source.images !== undefined;
  if (given.scale !== undefined) checkScale(given.scale);
  if (given.scale !== undefined && !hasFiles && given.resume !== true) {
    throw new UsageError('--scale is of images in files, and there are none');
  }
  const asked = {
    settings: { ...(given.recipe === undefined ? {} : recipe.settings), ...settings },
    length,
    source,
    symmetries: given.symmetries,
  };
  return {
    settings: { ...recipe.settings, ...settings },
    length: Object.keys(length).length > 0 ? length : recipe.length,
    source: hasFiles ? { ...source, scale: source.scale ?? DEFAULT_SCALE } : source,
    asked,
    folds: given.folds,
    symmetries: given.symmetries ?? recipe.symmetries,
    figures: given.figures ?? true,
    tensorboard: given.tensorboard ?? false,
    dashboard: given.dashboard ?? false,
    port: given.port,
    backend: given.backend,
    workers: given.workers,
    checkpointEvery: given.checkpointEvery ?? 50,
    out: given.out,
    resume: given.resume ?? false,
    again: wordsToSayAgain(given),
  };
}

function checkScale(scale: string): void {
  try {
    parseScale(scale);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function checkAgreement({ data, images, labels, steps, epochs, holdout, folds }: ConfigFile): void {
  if (data !== undefined && (images ?? labels) !== undefined) {
    throw new UsageError('DATA and --images with --labels exclude each other');
  }
  if ((images === undefined) !== (labels === undefined)) throw new UsageError('--images and --labels go together');
  if (steps !== undefined && epochs !== undefined) throw new UsageError('--steps and --epochs exclude each other');
  if (holdout !== undefined && folds !== undefined) throw new UsageError('--holdout and --folds exclude each other');
}

/** Which schedule each of these is of. */
const SCHEDULE_OPTIONS = {
  steady: 'inverse-root',
  warmup: 'cosine',
  finalShare: 'cosine',
  every: 'step',
  factor: 'step',
} as const;

function checkSchedule(given: ConfigFile, schedule: RunSettings['schedule']): void {
  for (const [name, owner] of Object.entries(SCHEDULE_OPTIONS)) {
    if (given[name as keyof typeof SCHEDULE_OPTIONS] === undefined || owner === schedule) continue;
    throw new UsageError(`${name} is of the schedule ${owner}, the schedule is ${schedule}`);
  }
}

function wordsToSayAgain(given: TypedOptions): string[] {
  const { recipe, symmetries, figures, tensorboard, dashboard, port, backend, workers, checkpointEvery, folds } = given;
  const byRecipe = recipes[recipe ?? ('quick' satisfies RecipeName)].symmetries;
  return [
    ...(folds === undefined ? [] : ['--folds', String(folds)]),
    ...((symmetries ?? byRecipe) ? ['--symmetries'] : []),
    ...(figures === false ? ['--no-figures'] : []),
    ...(tensorboard ? ['--tensorboard'] : []),
    ...(dashboard ? ['--dashboard'] : []),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(backend === undefined ? [] : ['--backend', backend]),
    ...(workers === undefined ? [] : ['--workers', String(workers)]),
    ...(checkpointEvery === undefined ? [] : ['--checkpoint-every', String(checkpointEvery)]),
  ];
}

function dropUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
