import type { LabelledSlice } from '@unet/trainer/arrays';
import { createStore, del, get, setMany, type UseStore } from 'idb-keyval';

/** Which synthetic slices: the options of `phantomSlices`. */
export interface PhantomChoice {
  readonly seed: number;
  readonly count: number;
  /** Height and width of a slice in pixels. */
  readonly size: number;
}

/** Where the slices came from, so that the page finds them again when it is opened the next time. */
export type DatasetRecord =
  | { readonly origin: 'phantom'; readonly choice: PhantomChoice; readonly heldOut: number }
  | { readonly origin: 'files'; readonly id: string; readonly description: string; readonly heldOut: number };

// A store of its own: forgetting slices must not touch runs or weights. Opened at the first use, for opening may fail.
let opened: UseStore | undefined;
const store = (): UseStore => {
  opened ??= createStore('em-browser-dataset', 'dataset');
  return opened;
};

/** What was kept last; undefined where nothing is. Rejects where the browser keeps nothing (private windows, refused storage). */
export function readRecord(): Promise<DatasetRecord | undefined> {
  return get<DatasetRecord>('record', store());
}

/** The user's own slices as they were kept with a record of origin `files`. */
export function readSlices(): Promise<readonly LabelledSlice[] | undefined> {
  return get<readonly LabelledSlice[]>('slices', store());
}

/**
 * Keeps a record and, where they are given, the slices that belong to it; both or neither. Rejects if the browser has no room.
 * In a worker: copying slices takes longer than a page may take.
 */
export function keep(record: DatasetRecord, slices?: readonly LabelledSlice[]): Promise<void> {
  const entries: [IDBValidKey, unknown][] = [['record', record]];
  if (slices !== undefined) entries.push(['slices', slices]);
  return setMany(entries, store());
}

/** Removes the user's slices from the browser's storage. */
export function forgetSlices(): Promise<void> {
  return del('slices', store());
}
