import type { Command } from 'commander';

/** A command of `unet`, whose module is loaded when it is asked for: `--help` and mistakes answer at once. */
export interface ListedCommand {
  readonly name: string;
  /** In the overview. */
  readonly summary: string;
  load(): Promise<{ create(): Command }>;
}

/** All commands, in the order in which one needs them. */
export const commandList: readonly ListedCommand[] = [];
