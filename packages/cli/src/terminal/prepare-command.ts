import type { Command } from 'commander';

/** Makes a command and those below it speak like all of `unet`: `--help`, one line for a mistake, no end of the process within a library. */
export function prepareCommand(command: Command): Command {
  command
    .helpOption('--help', 'show this help')
    .helpCommand(false)
    .allowExcessArguments(false)
    .showSuggestionAfterError(true)
    // Mistakes are thrown, and reported in one place.
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  for (const below of command.commands) prepareCommand(below);
  return command;
}
