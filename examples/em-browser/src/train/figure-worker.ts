import { lossFigure, predictionFigure } from '@unet/figures/arrays';
import type { ImageArray } from '@unet/tensor/arrays';
import type { LabelledSlice } from '@unet/trainer/arrays';
import { expose } from 'comlink';

/** Draws what the Train panel shows. */
export interface FigureWorker {
  loss(losses: Float64Array, stepsPerEpoch: number | undefined, width: number): string;
  prediction(slice: LabelledSlice, probability: ImageArray, step: number, width: number): string;
}

const worker: FigureWorker = {
  loss(losses, stepsPerEpoch, width) {
    const height = Math.round(Math.min(420, width / 1.6));
    return lossFigure({ losses, width, height, ...(stepsPerEpoch === undefined ? {} : { stepsPerEpoch }) });
  },
  prediction(slice, probability, step, width) {
    const row = { name: slice.name ?? 'slice', image: slice.image, truth: slice.label, probability };
    return predictionFigure({ title: `A held-out slice after ${step} steps`, rows: [row], width });
  },
};

expose(worker);
