import type { LabelledSliceArrays, Scaling } from '@unet/tensor/arrays';
import { createStore, delMany, get, getMany, setMany, type UseStore } from 'idb-keyval';

/** Which synthetic slices: the options of `phantomSlices`. */
export interface PhantomChoice {
  readonly seed: number;
  readonly count: number;
  /** Height and width of a slice in pixels. */
  readonly size: number;
}

/** The synthetic slices that somebody chose. */
interface PhantomRecord {
  readonly origin: 'phantom';
  readonly choice: PhantomChoice;
  readonly heldOut: number;
}

/** The user's own slices. */
export interface FilesRecord {
  readonly origin: 'files';
  readonly id: string;
  readonly description: string;
  /** How grey values were scaled when the files were read; undefined: by type. */
  readonly scaling?: Scaling | undefined;
  readonly heldOut: number;
}

/** What the page works with, so that it finds the same when it is opened the next time. */
export type DatasetRecord = PhantomRecord | FilesRecord;

/** The user's own slices as they are kept. */
export interface KeptFiles {
  readonly record: FilesRecord;
  readonly slices: readonly LabelledSliceArrays[];
}

// A store of its own: forgetting slices must not touch runs or weights. Opened at the first use, for opening may fail.
let opened: UseStore | undefined;
const store = (): UseStore => {
  opened ??= createStore('em-browser-dataset', 'dataset');
  return opened;
};

// Everything here rejects where the browser keeps nothing (refused storage, some private windows). All of it is for a worker:
// copying slices takes longer than a page may take.

/** What the page worked with last; undefined where nothing is kept. */
export function readRecord(): Promise<DatasetRecord | undefined> {
  return get<DatasetRecord>('record', store());
}

/** What the user's own slices are, without reading them. */
export function readFilesRecord(): Promise<FilesRecord | undefined> {
  return get<FilesRecord>('files', store());
}

/** The user's own slices. They stay until they are forgotten, also while the page works with synthetic ones. */
export async function readFiles(): Promise<KeptFiles | undefined> {
  const [record, slices] = await getMany<unknown>(['files', 'slices'], store());
  if (record === undefined || slices === undefined) return undefined;
  return { record: record as FilesRecord, slices: slices as readonly LabelledSliceArrays[] };
}

/** Keeps what the page works with, and the slices where they are new; all or nothing, and nothing if there is no room. */
export function keep(record: DatasetRecord, slices?: readonly LabelledSliceArrays[]): Promise<void> {
  const entries: [IDBValidKey, unknown][] = [['record', record]];
  if (record.origin === 'files') entries.push(['files', record]);
  if (slices !== undefined) entries.push(['slices', slices]);
  return setMany(entries, store());
}

/** Removes the user's own slices from the browser's storage, and with them what the page worked with. */
export function forgetFiles(): Promise<void> {
  return delMany(['record', 'files', 'slices'], store());
}
