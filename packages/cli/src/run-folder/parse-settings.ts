import type { RunSettings } from '@unet/run/arrays';
import { describeProblem } from './describe-problem.ts';
import { settingsSchema } from './settings-schema.ts';

/**
 * Settings of a run that come from a file.
 * @param file what messages call it
 * @throws Error with the first setting that is wrong, what was expected and what came
 */
export function parseSettings(value: unknown, file: string): RunSettings {
  const result = settingsSchema.safeParse(value);
  // What is absent and what is undefined are the same in JSON.
  if (result.success) return result.data as RunSettings;
  throw new Error(`${file}: ${describeProblem(result.error, value, Object.keys(settingsSchema.shape))}`);
}
