import { inspect } from 'node:util';
import { CommanderError } from 'commander';

/** Exit codes of `unet`. */
export const exitCodes = { failed: 1, usage: 2, interrupted: 130 } as const;

/** The command line asks for what cannot be: exit code 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** Somebody ended the command: exit code 130. The message says what is kept, and how to go on. */
export class InterruptedError extends Error {
  override readonly name: string = 'InterruptedError';
}

/**
 * Says in one line on standard error why a command failed.
 * @returns the exit code
 */
export function reportFailure(name: string, error: unknown): number {
  if (error instanceof CommanderError) {
    // Help and version were printed already.
    if (error.exitCode === 0) return 0;
    // Commander's own words for "no command was given" are the whole help.
    if (error.code !== 'commander.help') print(name, error.message.replace(/^error: /, ''));
    return exitCodes.usage;
  }
  print(name, error instanceof Error ? error.message : String(error));
  if (process.env.DEBUG) process.stderr.write(`${inspect(error)}\n`);
  if (error instanceof UsageError) return exitCodes.usage;
  return error instanceof InterruptedError ? exitCodes.interrupted : exitCodes.failed;
}

function print(name: string, message: string): void {
  const line = plainText(message.trim().replaceAll(/\s*\n\s*/g, ' '));
  process.stderr.write(line.startsWith(`${name}: `) ? `${line}\n` : `${name}: ${line}\n`);
}

/** Text without what a terminal obeys: names of files may hold anything. */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (character) => JSON.stringify(character).slice(1, -1));
}
