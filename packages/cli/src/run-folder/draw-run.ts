import type { RunPlan } from '@unet/run';
import { augmentationOf, tilesOf, weightsOf } from '@unet/run/arrays';
import type { Data } from '../data/load-data.ts';
import type { FigureFolder } from './figures.ts';

/** Draws how the first slice of a run is prepared. */
export async function drawPreparation(figures: FigureFolder, plan: RunPlan, data: Data): Promise<void> {
  const { settings, config, inputSize } = plan;
  await figures.preparation(data.training[0]!, {
    config,
    inputSize,
    augmentation: augmentationOf(settings),
    weights: weightsOf(settings),
  });
}

/** Steps in which a run sees about as many tiles as the slices have. */
export function stepsPerEpoch(plan: RunPlan, data: Data): number {
  return Math.max(1, Math.round(tilesOf(plan, data.training) / plan.settings.batchSize));
}
