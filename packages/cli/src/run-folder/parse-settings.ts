import type { RunLength, RunSettings } from '@unet/run/arrays';
import type { z } from 'zod';
import type { DataSource } from '../data/load-data.ts';
import { describeProblem } from './describe-problem.ts';
import { lengthSchema, sourceSchema } from './run-config-schema.ts';
import { settingsSchema } from './settings-schema.ts';

/**
 * Settings of a run that come from a file.
 * @param file what messages call it
 * @throws Error with the first setting that is wrong, what was expected and what came
 */
export function parseSettings(value: unknown, file: string): RunSettings {
  return parse(settingsSchema, value, file) as RunSettings;
}

/** Where the slices of a run lie, of a file; errors as of {@link parseSettings}. */
export function parseSource(value: unknown, file: string): DataSource {
  return parse(sourceSchema, value, `${file}: source`) as DataSource;
}

/** How long a run is, of a file; errors as of {@link parseSettings}. */
export function parseLength(value: unknown, file: string): RunLength {
  const length = parse(lengthSchema, value, `${file}: length`) as RunLength;
  if ((length.steps === undefined) !== (length.epochs === undefined)) return length;
  throw new Error(`${file}: length must hold either steps or epochs, got ${JSON.stringify(value)}`);
}

function parse(schema: z.ZodObject, value: unknown, file: string): unknown {
  const result = schema.safeParse(value);
  // What is absent and what is undefined are the same in JSON.
  if (result.success) return result.data;
  throw new Error(`${file}: ${describeProblem(result.error, value, Object.keys(schema.shape))}`);
}
