import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
const compiler = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));

/** What a process left behind. */
export interface Ended {
  readonly output: string;
  readonly errors: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds from the first word of its output to its end. */
  readonly sinceFirstWord: number;
}

/** Compiles the package, whose programs import what would be published. */
export function buildPackage(): void {
  execFileSync(process.execPath, [compiler, '--build', packageFolder], { stdio: 'pipe' });
}

/**
 * Runs lines of JavaScript in a process of its own, with `tf`, `simd` (the package), `start(threads)`, and `report(text)`, which writes to
 * standard output at once.
 * @param onFirstWord is called when the process has reported something
 */
export function runProgram(
  lines: string,
  flags: readonly string[] = [],
  onFirstWord: (kill: (signal: NodeJS.Signals) => void) => void = () => {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const program = `
    import { writeSync } from 'node:fs';
    import * as tf from '@tensorflow/tfjs-core';
    import * as simd from '@unet/backend-simd';
    const report = (text) => writeSync(1, String(text));
    async function start(threads) {
      simd.configureSimd({ threads });
      simd.registerSimd();
      await tf.setBackend('simd');
    }
    ${lines}`;
  const child = spawn(process.execPath, [...flags, '--input-type=module', '--eval', program], {
    cwd: packageFolder,
    env: { ...process.env, ...environment },
    timeout: 40_000,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    let [output, errors, firstWord] = ['', '', 0];
    child.stdout.on('data', (data) => {
      if (output === '') {
        firstWord = performance.now();
        onFirstWord((signal) => child.kill(signal));
      }
      output += data;
    });
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ output, errors, code, signal, sinceFirstWord: performance.now() - firstWord });
    });
  });
}
