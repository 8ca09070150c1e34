import { type Signal, signal } from '@preact/signals';
import type { Draft } from './draft.ts';
import type { OpenedSlices } from './opened-slices.ts';

/** What is known of the dataset beyond what other panels need. */
export const opened: Signal<Pick<OpenedSlices, 'record' | 'views'> | undefined> = signal(undefined);

/** What the user's own slices are called that the browser keeps. */
export const kept: Signal<string | undefined> = signal(undefined);

/** Slices from files of which something has to be decided before they are used. */
export const draft: Signal<Draft | undefined> = signal(undefined);

/** Something that takes a while. */
export interface Activity {
  readonly text: string;
  readonly done: number;
  readonly total: number;
}

/** What is going on; one thing at a time. */
export const activity: Signal<Activity | undefined> = signal(undefined);
