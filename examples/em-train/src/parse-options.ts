import type { Command, OptionValues } from 'commander';

/** Ends the process with one line on standard error and exit code 1. */
export type Fail = (message: string) => never;

/**
 * Reads a command line that has options alone. `--help` prints and ends the process, as does a mistake: one line that names the
 * command, exit code 1.
 */
export function parseOptions(command: Command, argv: readonly string[]): { options: OptionValues; fail: Fail } {
  command.helpOption('--help', 'show this help').allowExcessArguments(true);
  command.configureOutput({ outputError: (text, write) => write(`${command.name()}: ${oneLine(text)}\n`) });
  const fail: Fail = (message) => command.error(message, { exitCode: 1 });
  command.parse(argv, { from: 'user' });
  const [surplus] = command.args;
  if (surplus !== undefined) fail(`there are only options (--help lists them), got "${surplus}"`);
  return { options: command.opts(), fail };
}

/** Suggestions come on a line of their own. */
function oneLine(text: string): string {
  return text
    .replace(/^error: /, '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ');
}
