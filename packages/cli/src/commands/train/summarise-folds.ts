import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatPercent } from '@unet/run/arrays';
import { runFolder, writeJson } from '../../run-folder/run-folder.ts';
import type { Output } from '../../terminal/output.ts';

/** Mean and standard deviation of a score over the folds that have it; null where none has. */
interface Spread {
  readonly mean: number | null;
  readonly deviation: number | null;
  /** Null where a fold has no such score. */
  readonly byFold: readonly (number | null)[];
}

/** What of `metrics.json` is summarised. */
interface Metrics {
  readonly pixelError: number;
  readonly vRand: { readonly score: number | null };
  readonly vInfo: { readonly score: number | null };
  readonly best: { readonly vRand: { readonly score: number | null } };
}

/** Writes `summary.json` for the folds of a cross-validation, and prints it as a table. */
export async function summariseFolds(out: string, folders: readonly string[], output: Output): Promise<void> {
  const metrics = await Promise.all(
    folders.map(async (folder): Promise<Metrics> => JSON.parse(await readFile(runFolder(folder).metrics, 'utf8'))),
  );
  const spreads = {
    pixelError: spreadOf(metrics.map(({ pixelError }) => pixelError)),
    vRand: spreadOf(metrics.map(({ vRand }) => vRand.score)),
    vInfo: spreadOf(metrics.map(({ vInfo }) => vInfo.score)),
    bestVRand: spreadOf(metrics.map(({ best }) => best.vRand.score)),
  };
  const path = join(out, 'summary.json');
  await writeJson(path, { folds: folders.length, ...spreads });
  output.event('result', { folds: folders.length, ...spreads });
  const row = (name: string, { mean, deviation }: Spread, format: (value: number) => string): string =>
    mean === null || deviation === null
      ? `  ${name.padEnd(12)} not defined`
      : `  ${name.padEnd(12)} ${format(mean)} ± ${format(deviation)}`;
  output.say(
    [
      `All ${folders.length} folds, mean and standard deviation at threshold 0.5:`,
      row('pixel error', spreads.pixelError, formatPercent),
      row('V-Rand', spreads.vRand, (value) => value.toFixed(4)),
      row('best V-Rand', spreads.bestVRand, (value) => value.toFixed(4)),
      row('V-Info', spreads.vInfo, (value) => value.toFixed(4)),
      path,
    ].join('\n'),
  );
}

function spreadOf(byFold: readonly (number | null)[]): Spread {
  const known = byFold.filter((value) => value !== null);
  if (known.length === 0) return { mean: null, deviation: null, byFold };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, known.length - 1)), byFold };
}
