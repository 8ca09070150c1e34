import type { Command } from 'commander';

/** A command of `unet`, whose module is loaded when it is asked for: `--help` and mistakes answer at once. */
export interface ListedCommand {
  readonly name: string;
  /** In the overview. */
  readonly summary: string;
  load(): Promise<{ create(): Command }>;
}

/** All commands, in the order in which one needs them. */
export const commandList: readonly ListedCommand[] = [
  {
    name: 'train',
    summary: 'trains a U-Net on labelled images',
    load: () => import('./commands/train/command.ts'),
  },
  {
    name: 'segment',
    summary: 'segments images of any size with a trained network',
    load: () => import('./commands/segment/command.ts'),
  },
  {
    name: 'score',
    summary: 'scores predictions against what is true',
    load: () => import('./commands/score/command.ts'),
  },
  {
    name: 'inspect',
    summary: 'says what image files are, and what looks wrong with labels',
    load: () => import('./commands/inspect/command.ts'),
  },
  {
    name: 'info',
    summary: 'says what a file of weights is, and how it was trained',
    load: () => import('./commands/info/command.ts'),
  },
  {
    name: 'figures',
    summary: 'draws the figures of runs again',
    load: () => import('./commands/figures/command.ts'),
  },
  {
    name: 'dashboard',
    summary: 'shows runs on a page, live and afterwards',
    load: () => import('./commands/dashboard/command.ts'),
  },
  {
    name: 'backends',
    summary: 'says what can compute here, and how fast it trains',
    load: () => import('./commands/backends/command.ts'),
  },
  {
    name: 'phantom',
    summary: 'makes synthetic slices with exact labels, to play with',
    load: () => import('./commands/phantom/command.ts'),
  },
];
