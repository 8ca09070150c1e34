import { createRequire } from 'node:module';
import { Command } from 'commander';
import { commandList } from './command-list.ts';
import { reportFailure } from './terminal/failure.ts';
import { endOnSignals } from './terminal/interruption.ts';
import { prepareCommand } from './terminal/prepare-command.ts';
import { watchEnd } from './terminal/watch-end.ts';

const require = createRequire(import.meta.url);

/** What `unet` does with the words of its command line. Sets the exit code: 0, 1 failed, 2 usage, 130 interrupted. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const finished = watchEnd('unet');
  const finish = endOnSignals('unet');
  try {
    const program = await programFor(argv[0]);
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    process.exitCode = reportFailure('unet', error);
  } finally {
    finished();
    finish();
  }
}

/** The program with the one command that is asked for, or with the summaries of all. */
async function programFor(word: string | undefined): Promise<Command> {
  const { version } = require('@unet/cli/package.json') as { readonly version: string };
  const program = new Command('unet')
    .description('Trains U-Nets on labelled images, and segments images of any size with them.')
    .version(version, '--version', 'print the version')
    .usage('<command> [options]')
    .addHelpText('after', '\n`unet <command> --help` shows options and examples of a command.');
  const asked = commandList.find(({ name }) => name === word);
  if (asked === undefined) {
    for (const { name, summary } of commandList) program.command(name).summary(summary).description(summary);
  } else {
    program.addCommand((await asked.load()).create());
  }
  return prepareCommand(program);
}
