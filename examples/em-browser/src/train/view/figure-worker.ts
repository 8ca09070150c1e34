import { lossFigure, predictionFigure } from '@unet/figures/arrays';
import type { Preview } from '@unet/run';
import { expose } from 'comlink';

/** Draws what the Train panel shows. */
export interface FigureWorker {
  loss(losses: Float64Array, stepsPerEpoch: number | undefined, width: number): string;
  prediction(prediction: Preview, width: number): string;
}

const worker: FigureWorker = {
  loss(losses, stepsPerEpoch, width) {
    const height = Math.round(Math.min(420, Math.max(320, width / 1.6)));
    return lossFigure({ losses, width, height, ...(stepsPerEpoch === undefined ? {} : { stepsPerEpoch }) });
  },
  prediction({ step, ...row }, width) {
    return predictionFigure({ title: `A held-out slice after ${step} steps`, rows: [row], width });
  },
};

expose(worker);
