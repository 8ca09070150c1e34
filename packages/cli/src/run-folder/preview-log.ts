import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { placeError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';

const HEADER = 'step,pixelError';

/** What a preview came to. */
export interface PreviewScore {
  readonly step: number;
  /** Fraction of wrong pixels of the first held-out slice at threshold 0.5; NaN for more than two classes. */
  readonly pixelError: number;
}

/** `previews.csv`: one line a preview, in a file that is whole after each. */
export interface PreviewLog {
  append(score: PreviewScore): void;
}

/** A line of the file; undefined for what is none. */
export function parsePreviewLine(line: string): PreviewScore | undefined {
  const [step = Number.NaN, pixelError = Number.NaN, ...more] = line.split(',').map(Number);
  return Number.isInteger(step) && step >= 1 && more.length === 0 ? { step, pixelError } : undefined;
}

/** Opens the file for a run that goes on after some steps: previews of later ones are dropped, since they are made again. */
export async function openPreviewLog(path: string, step: number): Promise<PreviewLog> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const kept = text.split('\n').filter((line) => (parsePreviewLine(line)?.step ?? Number.POSITIVE_INFINITY) <= step);
  await writeFileAtomic(path, new TextEncoder().encode([HEADER, ...kept, ''].join('\n')));
  return {
    append(score) {
      try {
        appendFileSync(path, `${score.step},${score.pixelError}\n`);
      } catch (error) {
        throw placeError(error, { file: path });
      }
    },
  };
}
