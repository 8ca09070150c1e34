import { checkSlices, fileFindings, guessReading, type Reading } from '@unet/dataset';
import { reasonOf } from '@unet/files';
import { defaultHeldOut } from '@unet/run/arrays';
import { expose, transfer } from 'comlink';
import * as store from '../storage/dataset-store.ts';
import type { Draft } from './draft.ts';
import { type DroppedFiles, type OnProgress, type ReadFiles, readDrop } from './files/read-drop.ts';
import { handOver, keepAndHandOver } from './hand-over.ts';
import { makePhantom } from './make-phantom.ts';
import type { OpenedSlices } from './opened-slices.ts';
import { defaultPhantom } from './phantom-choice.ts';
import { viewBuffers, viewOf } from './slice-view.ts';

/** What the page asks of the thread that decodes, checks and keeps slices. */
export interface DataWorker {
  /** The slices of the last visit, or the synthetic ones. */
  open(): Promise<OpenedSlices>;
  /** Synthetic slices, also for the next visit. */
  openPhantom(choice: store.PhantomChoice): Promise<OpenedSlices>;
  /** The user's own slices that the browser keeps. */
  openKept(): Promise<OpenedSlices>;
  /** Removes the user's own slices from the browser's storage. */
  forget(): Promise<void>;
  /** Keeps how many slices are held out. */
  keep(record: store.DatasetRecord): Promise<void>;
  /** Decodes files and checks what is in them; a FileError names the file that is refused. */
  read(drop: DroppedFiles, onProgress: OnProgress): Promise<Draft>;
  /** Checks the same slices, read in another way. */
  check(reading: Reading): Draft;
  /** Makes the checked slices those to work with. */
  take(): Promise<OpenedSlices>;
  /** Lets go of the checked slices. */
  putAway(): void;
}

let draft: { readonly files: ReadFiles; readonly reading: Reading } | undefined;

function check(reading: Reading): Draft {
  const { files } = draft!;
  draft = { files, reading };
  const { slices, findings } = checkSlices(files.slices, reading, { scaled: files.scaling !== undefined });
  const views = slices.map(({ name, image, label }) => viewOf(name, image, label));
  const all = [...fileFindings(files.found, files.slices), ...findings];
  return transfer({ description: files.description, reading, findings: all, views }, viewBuffers(views));
}

function phantom(choice: store.PhantomChoice, heldOut: number = defaultHeldOut(choice.count)) {
  return { record: { origin: 'phantom', choice, heldOut } as const, slices: makePhantom(choice) };
}

const worker: DataWorker = {
  async open() {
    try {
      const record = await store.readRecord();
      const kept = (await store.readFilesRecord())?.description;
      if (record?.origin === 'phantom') return handOver(phantom(record.choice, record.heldOut), { kept });
      const files = record && (await store.readFiles());
      return handOver(files ?? phantom(defaultPhantom), { kept });
    } catch (error) {
      // Storage is a comfort: without it the page works, and each visit begins afresh.
      const warning = `What the browser kept cannot be read (${reasonOf(error)}): these are the synthetic slices.`;
      return handOver(phantom(defaultPhantom), { warning });
    }
  },

  openPhantom: (choice) => keepAndHandOver(phantom(choice)),

  async openKept() {
    const files = await store.readFiles();
    if (files === undefined) throw new Error('The browser does not have your slices any more: please drop them again.');
    return keepAndHandOver(files);
  },

  forget: store.forgetFiles,
  keep: store.keep,

  async read(drop, onProgress) {
    draft = undefined;
    const files = await readDrop(drop, onProgress);
    const reading = guessReading(files.slices.map(({ label }) => label));
    draft = { files, reading };
    return check(reading);
  },

  check,

  async take() {
    const { files, reading } = draft!;
    const slices = checkSlices(files.slices, reading).slices.map(({ name, image, label }) => ({
      name,
      image,
      label: label!,
    }));
    draft = undefined;
    const id = `files-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
    const { description, scaling } = files;
    const record = { origin: 'files', id, description, scaling, heldOut: defaultHeldOut(slices.length) } as const;
    return keepAndHandOver({ record, slices }, { newSlices: true });
  },

  putAway() {
    draft = undefined;
  },
};

expose(worker);
