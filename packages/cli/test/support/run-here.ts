import { engine } from '@tensorflow/tfjs-core';
import { expect, vi } from 'vitest';
import { runProgram } from '../../src/program.ts';
import type { Outcome } from './cli.ts';

/** What `process.exit` throws where the process is to go on. */
class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit with code ${code}`);
    this.code = code;
  }
}

/**
 * Runs a command in this process, which takes a tenth of the time that one of its own takes: for what a command says, returns and writes, not
 * for how a process ends. Samples are prepared without threads, whose script is built for the process of its own. A command that succeeds
 * must not leave a tensor.
 */
export async function runHere(command: string, words: readonly string[], folder: string): Promise<Outcome> {
  const said = { stdout: '', stderr: '' };
  const catcher = (stream: 'stdout' | 'stderr') => (text: string | Uint8Array) => {
    said[stream] += text;
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(catcher('stdout'));
  vi.spyOn(process.stderr, 'write').mockImplementation(catcher('stderr'));
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Exit(Number(code ?? 0));
  });
  vi.stubEnv('DEBUG', undefined);
  const streams = [process.stdout, process.stderr];
  const before = {
    folder: process.cwd(),
    listeners: streams.map((stream) => stream.listeners('error')),
    tensors: tensors(),
  };
  process.chdir(folder);
  process.exitCode = 0;
  const threads = command === 'train' && !words.includes('--workers') ? ['--workers', '0'] : [];
  try {
    await runProgram([command, ...words, ...threads]);
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    process.exitCode = error.code;
  } finally {
    process.chdir(before.folder);
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    for (const [index, stream] of streams.entries()) {
      for (const listener of stream.listeners('error')) {
        if (!before.listeners[index]!.includes(listener)) stream.off('error', listener as () => void);
      }
    }
  }
  const code = Number(process.exitCode);
  process.exitCode = undefined;
  if (code === 0) expect(tensors()).toBe(before.tensors);
  return { code, signal: null, ...said };
}

/** Tensors of this process; `memory()` would start a backend. */
function tensors(): number {
  return engine().state.numTensors;
}
