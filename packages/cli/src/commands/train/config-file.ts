import { readFile } from 'node:fs/promises';
import { placeError } from '@unet/files';
import { z } from 'zod';
import { DEFAULT_SCALE, SCALES } from '../../data/parse-scale.ts';
import { describeProblem } from '../../run-folder/describe-problem.ts';
import { settingsSchema } from '../../run-folder/settings-schema.ts';
import { UsageError } from '../../terminal/failure.ts';

/** What a configuration file may hold: every setting, and what else a run can be told. The published `train.schema.json` is made of it. */
export const configFileSchema = settingsSchema.partial().extend({
  $schema: z.string().optional().describe('path or address of this schema, for editors'),
  recipe: z.enum(['quick', 'standard', 'paper']).optional().describe('what the other settings start from'),
  data: z.string().optional().describe('folder with images and labels'),
  images: z.string().optional().describe('stack or folder of images, with labels'),
  labels: z.string().optional().describe('stack or folder of labels'),
  scale: z.string().optional().describe(`how grey values are scaled: ${SCALES}; default ${DEFAULT_SCALE}`),
  holdout: z.int().min(1).optional().describe('slices at the end that are only scored; default: a sixth'),
  folds: z.int().min(2).optional().describe('cross-validation: train so many times, each part held out once'),
  steps: z.int().min(1).optional().describe('steps in all'),
  epochs: z.int().min(1).optional().describe('instead of steps: times through all tiles'),
  symmetries: z.boolean().optional().describe('average the final predictions of the eight symmetries of the square'),
  figures: z.boolean().optional().describe('whether figures are drawn; default true'),
  tensorboard: z.boolean().optional().describe('write event files for TensorBoard'),
  dashboard: z.boolean().optional().describe('show the run on a page of this machine'),
  port: z.int().min(0).max(65_535).optional().describe('port of the dashboard; default 6060'),
  backend: z.string().optional().describe('TensorFlow.js backend'),
  workers: z.int().min(0).max(64).optional().describe('threads that prepare samples'),
  checkpointEvery: z.int().min(1).optional().describe('steps between checkpoints; default 50'),
  out: z.string().optional().describe('folder of the run'),
});

/** A configuration file. */
export type ConfigFile = z.infer<typeof configFileSchema>;

/**
 * Reads a configuration file.
 * @throws FileError where it cannot be read, UsageError with the first thing that is wrong with it
 */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const text = await readFile(path, 'utf8').catch((error: unknown) =>
    Promise.reject(placeError(error, { file: path })),
  );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path}: must be JSON: ${(error as Error).message}`);
  }
  const result = configFileSchema.safeParse(value);
  if (result.success) return result.data;
  throw new UsageError(`${path}: ${describeProblem(result.error, value, Object.keys(configFileSchema.shape))}`);
}
