import { encodePng } from '@unet/image-io/arrays';
import type { Preview, RunListener } from '@unet/run';
import { createEventFile, type EventFile } from './event-file.ts';
import type { SummaryImage } from './event-record.ts';

/**
 * Writes what happens in a run for TensorBoard: loss, learning rate and pace of every step, the held-out slice beside its truth and its
 * prediction, the final scores.
 * @param folder of the event files, made when the run is ready
 */
export function tensorBoardListener(folder: string): RunListener {
  let file: EventFile | undefined;
  return (event) => {
    switch (event.kind) {
      case 'ready':
        file = createEventFile(folder, event.step);
        break;
      case 'step': {
        const { step, loss, learningRate, seconds, waitSeconds } = event.report;
        const values = {
          loss,
          'learning rate': learningRate,
          'seconds/step': seconds,
          'seconds/waiting for samples': waitSeconds,
        };
        file?.append({ kind: 'scalars', step, values });
        break;
      }
      case 'preview': {
        const { step, pixelError } = event.preview;
        file?.append({
          kind: 'images',
          step,
          images: { 'held-out: image, truth, prediction': pictureOf(event.preview) },
        });
        if (!Number.isNaN(pixelError)) {
          file?.append({ kind: 'scalars', step, values: { 'held-out/pixel error of the first slice': pixelError } });
        }
        break;
      }
      case 'scored': {
        const { scores, run } = event;
        if (scores === undefined) break;
        const { vRand, vInfo } = scores.cells;
        const values = Object.entries({ 'pixel error': scores.pixelError, 'V-Rand': vRand, 'V-Info': vInfo });
        const known = values.filter(([, value]) => !Number.isNaN(value));
        const named = Object.fromEntries(known.map(([name, value]) => [`held-out/${name}`, value]));
        // A finished run that is scored again was never ready.
        file ??= createEventFile(folder, run.step);
        file.append({ kind: 'scalars', step: run.step, values: named });
        break;
      }
    }
  };
}

/** Image, truth and probability of class 1 side by side. */
function pictureOf({ image, truth, probability }: Preview): SummaryImage {
  const { height, width, channels } = image;
  const wide = 3 * width;
  const data = new Float32Array(height * wide * 3);
  const classes = truth.data.reduce((most, value) => Math.max(most, value), 1);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const index = row * width + column;
      for (let colour = 0; colour < 3; colour++) {
        const grey = image.data[index * channels + (channels === 3 ? colour : 0)]!;
        const values = [grey, truth.data[index]! / classes, probability.data[index]!];
        for (const [panel, value] of values.entries()) data[(row * wide + panel * width + column) * 3 + colour] = value;
      }
    }
  }
  return { height, width: wide, png: encodePng({ height, width: wide, channels: 3, data }) };
}
