import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatPercent } from '@unet/run/arrays';
import { runFolder, writeJson } from '../../run-folder/run-folder.ts';
import type { Output } from '../../terminal/output.ts';

/** Mean and standard deviation of a score over the folds. */
interface Spread {
  readonly mean: number;
  readonly deviation: number;
  readonly byFold: readonly number[];
}

/** What of `metrics.json` is summarised. */
interface Metrics {
  readonly pixelError: number;
  readonly vRand: { readonly score: number };
  readonly vInfo: { readonly score: number };
  readonly best: { readonly vRand: { readonly score: number } };
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
  output.event('summary', { folds: folders.length, ...spreads });
  const row = (name: string, { mean, deviation }: Spread, format: (value: number) => string): string =>
    `  ${name.padEnd(12)} ${format(mean)} ± ${format(deviation)}`;
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

function spreadOf(byFold: readonly number[]): Spread {
  const mean = byFold.reduce((sum, value) => sum + value, 0) / byFold.length;
  const squares = byFold.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, byFold.length - 1)), byFold };
}
