import { expose, transfer } from 'comlink';
import { type DatasetRecord, keep, type PhantomChoice, readRecord, readSlices } from '../storage/dataset-store.ts';
import { makePhantom } from './make-phantom.ts';
import { buffersOf, type OpenedSlices } from './opened-slices.ts';
import { defaultPhantom } from './phantom-choice.ts';

/** What the page asks of the thread that decodes, checks and keeps slices. */
export interface DataWorker {
  /** The slices of the last visit, or the synthetic ones. */
  open(): Promise<OpenedSlices>;
  /** Other synthetic slices, also for the next visit. */
  makePhantom(choice: PhantomChoice): Promise<OpenedSlices>;
}

/** Moves the slices to the page. */
function handOver(opened: OpenedSlices): OpenedSlices {
  return transfer(opened, buffersOf(opened.slices));
}

async function openKept(record: DatasetRecord | undefined): Promise<OpenedSlices> {
  if (record?.origin === 'phantom') return makePhantom(record.choice, record.heldOut);
  const slices = record && (await readSlices());
  return record && slices ? { record, slices } : makePhantom(defaultPhantom);
}

/** Waits until `keeping` is done; if it fails, the slices carry a warning. */
async function kept(opened: OpenedSlices, keeping: Promise<void>): Promise<OpenedSlices> {
  try {
    await keeping;
    return opened;
  } catch (error) {
    const warning = `The browser cannot keep this for the next visit (${reasonOf(error)}). It works until the page is closed.`;
    return { ...opened, warning };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const worker: DataWorker = {
  async open() {
    try {
      return handOver(await openKept(await readRecord()));
    } catch (error) {
      // Storage is a comfort: without it the page works, and each visit begins afresh.
      const warning = `What the browser kept cannot be read (${reasonOf(error)}): these are the synthetic slices.`;
      return handOver({ ...makePhantom(defaultPhantom), warning });
    }
  },

  async makePhantom(choice) {
    const opened = makePhantom(choice);
    return handOver(await kept(opened, keep(opened.record)));
  },
};

expose(worker);
