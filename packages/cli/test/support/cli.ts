import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Options of a network and a run that take moments. */
export const tiny = ['--base', '2', '--depth', '1', '--input-size', '60', '--steps', '4'];

/** Longest that a test may wait for a process, also on a busy machine. */
export const patience = 120_000;

/** A temporary folder that goes when the test file has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unet-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  /** As when what reads the standard output ends, `head` for example. */
  readonly closeOutput: () => void;
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** What standard output has, as soon as a text is in it. */
  readonly printed: (text: string) => Promise<string>;
  readonly outcome: Promise<Outcome>;
}

/** Starts a built command in a folder, its output going to pipes. */
export function start(
  words: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Running {
  const { DEBUG: _, ...environment } = process.env;
  const child = spawn(process.execPath, [join(root, 'dist/unet.js'), ...words], {
    cwd: folder,
    env: { ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    closeOutput: () => child.stdout.destroy(),
    pid: child.pid!,
    kill: (signal) => void child.kill(signal),
    printed: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (stdout.includes(text)) resolve(stdout);
        };
        child.stdout.on('data', look);
        look();
      }),
    outcome,
  };
}

/** Runs a built command to its end. */
export function run(
  words: readonly string[],
  folder: string,
  variables?: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return start(words, folder, variables).outcome;
}

/** Every file below a folder with its bytes in base64, folders with nothing; undefined where there is no folder. */
export function contents(folder: string): Record<string, string> | undefined {
  if (!existsSync(folder)) return undefined;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path), entry.isDirectory() ? '' : readFileSync(path).toString('base64')];
  });
  return Object.fromEntries(entries);
}

/** The names of all files below a folder, sorted. */
export function fileNames(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
