import { join } from 'node:path';
import { type AugmentOptions, augmentWindow, drawGeometry } from '@unet/augment/arrays';
import {
  augmentationFigure,
  lossFigure,
  type PredictionRowArrays,
  predictionFigure,
  thresholdFigure,
  tileFigure,
  weightMapFigure,
} from '@unet/figures/arrays';
import { renderPng } from '@unet/figures/node';
import { writeFileAtomic } from '@unet/files/node';
import type { Evaluation } from '@unet/metrics/arrays';
import { margin, type NetworkConfig, outputSize } from '@unet/model';
import type { Preview } from '@unet/run';
import { createRandom, type ImageArray, type LabelledSliceArrays } from '@unet/tensor/arrays';
import { planTiles } from '@unet/tiling/arrays';
import { classBalanceMap, type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';
import type { FigureName } from './figure-names.ts';

/** How a run prepares its samples. */
interface Preparation {
  readonly config: NetworkConfig;
  readonly inputSize: number;
  readonly augmentation: AugmentOptions;
  readonly weights: WeightMapOptions;
}

/** Draws figures as `NAME.png` into one folder, each whole or not at all. */
export interface FigureFolder {
  /** How the data is prepared: overlap tiles, an augmented sample, a weight map. */
  preparation(slice: LabelledSliceArrays, preparation: Preparation): Promise<void>;
  /** The course of the loss so far; with its means over epochs, where it is known how long those are. */
  loss(losses: readonly number[], stepsPerEpoch: number | undefined): Promise<void>;
  /** What the network makes of one slice, or of a part of it, at this moment. */
  preview(preview: Preview): Promise<void>;
  /** Held-out slices beside their probability of class 1, and the scores at each threshold. */
  results(
    slices: readonly LabelledSliceArrays[],
    probabilities: readonly ImageArray[],
    evaluation: Evaluation,
  ): Promise<void>;
  /** The same of any slices. */
  scores(rows: readonly PredictionRowArrays[], evaluation: Evaluation): Promise<void>;
}

/** Most slices in one figure: more would be too small to see. */
const MOST_ROWS = 4;

export function createFigureFolder(folder: string): FigureFolder {
  const write = async (name: FigureName, svg: string): Promise<void> =>
    writeFileAtomic(join(folder, `${name}.png`), await renderPng(svg));

  const results = async (
    rows: readonly PredictionRowArrays[],
    { sweep, threshold }: Evaluation,
    titles: { readonly predictions: string; readonly scores: string },
  ): Promise<void> => {
    const shown = rows.slice(0, MOST_ROWS);
    await write('predictions', predictionFigure({ title: titles.predictions, rows: shown, threshold }));
    // A line takes two points.
    if (sweep.length < 2) return;
    const rising = [...sweep].sort((one, other) => one.threshold - other.threshold);
    const scores = thresholdFigure({
      title: titles.scores,
      thresholds: rising.map((at) => at.threshold),
      series: [
        { name: 'pixel error', values: rising.map(({ pixelError }) => pixelError), best: 'lowest' },
        { name: 'Rand error', values: rising.map(({ randError }) => randError.error), best: 'lowest' },
        { name: 'V-Rand', values: rising.map(({ vRand }) => vRand.score), best: 'highest' },
        { name: 'V-Info', values: rising.map(({ vInfo }) => vInfo.score), best: 'highest' },
      ],
      domain: [0, 1],
    });
    await write('thresholds', scores);
  };

  return {
    async preparation(slice, { config, inputSize, augmentation, weights }) {
      const side = outputSize(config, inputSize)!;
      const context = margin(config);
      const { height, width } = slice.image;
      const plan = planTiles({ height, width, outputSize: side, margin: context });
      await write('tiles', tileFigure({ image: slice.image, plan }));

      // An elastic field that only some samples have is worth showing all the same.
      const { elastic } = augmentation;
      const shown = elastic ? { ...augmentation, elastic: { ...elastic, probability: 1 } } : augmentation;
      const window = { row: 0, column: 0, height: side, width: side, margin: context };
      const random = createRandom('figure');
      const before = augmentWindow(slice, window, { random });
      const after = augmentWindow(slice, window, { ...shown, random });
      const field = drawGeometry({ ...shown, height: inputSize, width: inputSize, random });
      await write('augmentation', augmentationFigure({ before, after, field }));

      const { label } = slice;
      const classBalance = classBalanceMap(label, { classes: config.classes, balance: weights.balance });
      await write('weight-map', weightMapFigure({ label, classBalance, weight: weightMap(label, weights) }));
    },
    async loss(losses, stepsPerEpoch) {
      // Where the log was lost there is a gap.
      if (losses.every((loss) => Number.isNaN(loss))) return;
      await write('loss', lossFigure(stepsPerEpoch === undefined ? { losses } : { losses, stepsPerEpoch }));
    },
    async preview({ name, image, truth, probability, step }) {
      const rows = [{ name, image, truth, probability }];
      await write('preview', predictionFigure({ title: `Held-out slice after ${step} steps`, rows }));
    },
    async results(slices, probabilities, evaluation) {
      const rows = slices.map(({ name = 'slice', image, label }, index) => {
        return { name, image, truth: label, probability: probabilities[index]! };
      });
      await results(rows, evaluation, { predictions: 'Held-out slices', scores: 'Held-out scores at each threshold' });
    },
    async scores(rows, evaluation) {
      await results(rows, evaluation, { predictions: 'Predictions', scores: 'Scores at each threshold' });
    },
  };
}
