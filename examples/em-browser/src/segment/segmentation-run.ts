import { type Signal, signal } from '@preact/signals';
import { isDeviceLost } from '../engine/device-lost-error.ts';
import { notify, notifyError } from '../state/notices.ts';
import { Cancelled, cancelSegmentation, network, segment } from './network/network-store.ts';
import type { Segmentation } from './network/segment-worker.ts';
import { classIndex, picture, pictureWorker, showProbabilities } from './picture/picture-store.ts';
import { durationInWords, secondsLeft } from './time-left.ts';

/** How far a segmentation is. */
export interface Run {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** The segmentation under way. */
export const run: Signal<Run | undefined> = signal(undefined);

/** What the last one took. */
export const lastRun: Signal<Omit<Segmentation, 'probabilities'> | undefined> = signal(undefined);

/** How the last one ended, for people. */
export const outcome: Signal<string> = signal('');

/** The run that the page waits for: messages of one that was cancelled may still be on their way. */
let current: symbol | undefined;

/** Segments the image that is open; messages say what goes wrong. A graphics card that is lost is tried once more. */
export async function startSegmentation(symmetries: boolean): Promise<void> {
  const { name } = picture.value!;
  const mine = Symbol('run');
  current = mine;
  outcome.value = '';
  let advice = '';
  try {
    await segmentOnce(symmetries, mine).catch((error: unknown) => {
      if (!isDeviceLost(error) || current !== mine) throw error;
      advice = '. Choose WebAssembly under "Computed by"';
      notify('warning', `The graphics card was lost: ${error.message}. The segmentation starts again.`);
      return segmentOnce(symmetries, mine);
    });
  } catch (error) {
    if (error instanceof Cancelled) return;
    notifyError(new Error(`${name}: ${error instanceof Error ? error.message : String(error)}${advice}`));
  } finally {
    if (current === mine) run.value = undefined;
  }
}

async function segmentOnce(symmetries: boolean, mine: symbol): Promise<void> {
  const { config } = network.value!;
  run.value = { done: 0, total: 1, text: 'Starting' };
  const { remote, answer } = pictureWorker();
  const image = await answer(remote.input(config));
  if (current !== mine) return;
  const times: number[] = [];
  const { probabilities, ...figures } = await segment({ image, symmetries }, (done, total) => {
    if (current !== mine) return;
    times.push(performance.now());
    run.value = { done, total, text: progressText(times, total) };
  });
  lastRun.value = figures;
  await showProbabilities(probabilities, Math.min(classIndex.value, config.classes - 1));
  outcome.value = `Done in ${durationInWords(figures.milliseconds / 1000)}.`;
}

/** Stops the segmentation at once; what was there before stays. */
export function stopSegmentation(): void {
  current = undefined;
  run.value = undefined;
  cancelSegmentation();
  outcome.value = 'Cancelled. Image and network are as they were.';
}

function progressText(times: readonly number[], total: number): string {
  const seconds = secondsLeft(times, total);
  const left = seconds === undefined || times.length === total ? '' : `, about ${durationInWords(seconds)} left`;
  return `Tile ${times.length} of ${total}${left}`;
}
