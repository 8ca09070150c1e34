import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const example = fileURLToPath(new URL('../', import.meta.url));

/** Options of a network and a run that take moments. */
export const tiny = ['--base', '2', '--depth', '1', '--input-size', '60', '--steps', '4'];

/** Longest that a test of this example may wait for a process, also on a busy machine. */
export const patience = 120_000;

/** Builds the commands; one test file after the other, so that none runs what another is writing. */
export async function build(): Promise<void> {
  const lock = join(example, 'node_modules', '.build-lock');
  mkdirSync(join(example, 'node_modules'), { recursive: true });
  await until(() => takeLock(lock));
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--build', 'examples/em-train'], {
      cwd: repository,
    });
  } finally {
    rmdirSync(lock);
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    // Left by a test run that was killed.
    const old = existsSync(lock) && Date.now() - statSync(lock).mtimeMs > patience;
    if (old) rmdirSync(lock);
    return false;
  }
}

/** A temporary folder that goes when the test file has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'em-train-'));
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
  readonly outcome: Promise<Outcome>;
}

/** Starts a built command in a folder, its output going to pipes. */
export function start(
  command: 'train' | 'segment',
  options: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Running {
  const { DEBUG: _, ...environment } = process.env;
  const child = spawn(process.execPath, [join(example, `dist/${command}-cli.js`), ...options], {
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
    outcome,
  };
}

/** Runs a built command to its end. */
export function run(
  command: 'train' | 'segment',
  options: readonly string[],
  folder: string,
  variables?: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return start(command, options, folder, variables).outcome;
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + patience;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited ${patience} ms in vain for ${holds}`);
    await wait(5);
  }
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
