import { batch, type Signal, signal } from '@preact/signals';
import type { ImageArray } from '@unet/tensor/arrays';
import { transfer } from 'comlink';
import { latest } from '../../components/latest.ts';
import { notifyError } from '../../state/notices.ts';
import type { CellOrder, CellRow, CellSummary } from '../cells/cell-table.ts';
import type { CellsWorker } from '../cells/cells-worker.ts';
import { sameRule } from '../cells/find-cells.ts';
import { type Connection, connectWorker } from '../connect-worker.ts';
import type { Look } from './overlay-look.ts';
import type { PictureInfo, PictureWorker } from './picture-worker.ts';

/** Cells in the table of the page; the file has all. */
export const MOST_ROWS = 100;

/** Scaled to the page, or a number of screen pixels for each of the image. */
export type Zoom = 'fit' | '1' | '2' | '4';

/** The image that is open. */
export const picture: Signal<PictureInfo | undefined> = signal(undefined);
/** What is seen of it. */
export const drawing: Signal<ImageBitmap | undefined> = signal(undefined);
/** Whether that is no longer what was asked for, since the newest is still being drawn. */
export const redrawing: Signal<boolean> = signal(false);
/** Whether it has been segmented. */
export const segmented: Signal<boolean> = signal(false);
export const look: Signal<Look> = signal({
  view: 'probability',
  opacity: 0.5,
  rule: { threshold: 0.5, minimumArea: 20 },
});
/** How many times as large as its pixels the image is seen. */
export const zoom: Signal<Zoom> = signal('fit');
/** The class whose probability is shown. */
export const classIndex: Signal<number> = signal(1);
/** The cells at the threshold; undefined before the first have been counted. */
export const cells: Signal<{ readonly summary: CellSummary; readonly rows: readonly CellRow[] } | undefined> =
  signal(undefined);
export const order: Signal<CellOrder> = signal({ by: 'number', descending: false });
/** Whether the cells of the newest threshold are being counted. */
export const counting: Signal<boolean> = signal(false);

/** Counts the probabilities that were shown: what was counted in one before is not for this one. */
let generation = 0;
let recounts = 0;
let pictureConnection: Connection<PictureWorker> | undefined;
let cellsConnection: Connection<CellsWorker> | undefined;

/** Decodes, draws and encodes. */
export function pictureWorker(): Connection<PictureWorker> {
  pictureConnection ??= connectWorker<PictureWorker>(
    new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' }),
  );
  return pictureConnection;
}

/** Counts cells, which takes longer than drawing: a slider that moves does not wait for it. */
export function cellsWorker(): Connection<CellsWorker> {
  cellsConnection ??= connectWorker<CellsWorker>(
    new Worker(new URL('../cells/cells-worker.ts', import.meta.url), { type: 'module' }),
  );
  return cellsConnection;
}

const draw = latest(async (wanted: Look): Promise<void> => {
  const { remote, answer } = pictureWorker();
  redrawing.value = true;
  try {
    const bitmap = await answer(remote.draw(wanted, drawnStep()));
    batch(() => {
      drawing.value = bitmap;
      redrawing.value = false;
    });
  } finally {
    redrawing.value = false;
  }
});

const count = latest(async (wanted: Look): Promise<void> => {
  const asked = generation;
  const { remote, answer } = cellsWorker();
  const { rule, summary, indices } = await answer(remote.count(wanted.rule));
  const rows = await answer(remote.rows(order.value, MOST_ROWS));
  if (asked !== generation) return;
  await pictureWorker().remote.setCells(rule, transfer(indices, [indices.buffer]));
  cells.value = { summary, rows };
});

/** Opens what a worker makes of a file, a slice or another page; a refused one leaves the page as it was. */
export async function openPicture(open: (worker: Connection<PictureWorker>) => Promise<PictureInfo>): Promise<void> {
  const info = await open(pictureWorker());
  generation++;
  batch(() => {
    picture.value = info;
    segmented.value = false;
    cells.value = undefined;
  });
  await draw(look.value);
}

/** Shows the probabilities of the image that is open. */
export async function showProbabilities(probabilities: ImageArray, index: number): Promise<void> {
  const { remote } = pictureWorker();
  await remote.setProbabilities(transfer(probabilities, [probabilities.data.buffer as ArrayBuffer]));
  await showClass(index);
}

/** Shows the probability of another class. */
export async function showClass(index: number): Promise<void> {
  const { remote, answer } = pictureWorker();
  generation++;
  const plane = await answer(remote.chooseClass(index));
  await cellsWorker().remote.setProbability(transfer(plane, [plane.data.buffer as ArrayBuffer]));
  batch(() => {
    classIndex.value = index;
    segmented.value = true;
  });
  await Promise.all([draw(look.value), recount()]);
}

/** Shows the segmentation otherwise. */
export function changeLook(change: Partial<Look>): void {
  const before = look.value;
  look.value = { ...before, ...change };
  if (!segmented.value) return;
  const recounts = !sameRule(look.value.rule, before.rule);
  if (recounts) recount().catch(notifyError);
  // The probability looks the same at every threshold.
  if (!recounts || look.value.view !== 'probability') draw(look.value).catch(notifyError);
}

export function changeZoom(next: Zoom): void {
  const before = drawnStep();
  zoom.value = next;
  if (picture.value !== undefined && drawnStep() !== before) draw(look.value).catch(notifyError);
}

/** Pixels of the image for one that is drawn: an image that is scaled down to the page is drawn with a little more than a thousand. */
function drawnStep(): number {
  if (zoom.value !== 'fit' || picture.value === undefined) return 1;
  const { height, width } = picture.value;
  return Math.max(1, Math.floor(Math.max(height, width) / (1000 * devicePixelRatio)));
}

/** Orders the table. */
export async function changeOrder(next: CellOrder): Promise<void> {
  order.value = next;
  const { remote, answer } = cellsWorker();
  const rows = await answer(remote.rows(next, MOST_ROWS));
  if (cells.value !== undefined && order.value === next) cells.value = { ...cells.value, rows };
}

/** Counts the cells at the newest threshold and draws them as they were counted. */
async function recount(): Promise<void> {
  recounts++;
  counting.value = true;
  try {
    await count(look.value);
    if (look.value.view !== 'probability') await draw(look.value);
  } finally {
    recounts--;
    counting.value = recounts > 0;
  }
}
