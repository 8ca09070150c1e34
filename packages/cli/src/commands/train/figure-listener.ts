import type { RunListener, RunPlan } from '@unet/run';
import { augmentationOf, tilesOf, weightsOf } from '@unet/run/arrays';
import type { Data } from '../../data/load-data.ts';
import type { FigureFolder } from '../../run-folder/figures.ts';

/** Draws what happens in a run. */
export function figureListener(figures: FigureFolder, plan: RunPlan, data: Data): RunListener {
  const { settings, config, inputSize } = plan;
  const stepsPerEpoch = Math.max(1, Math.round(tilesOf(plan, data.training) / settings.batchSize));
  return async (event) => {
    switch (event.kind) {
      case 'ready':
        if (event.step > 0) break;
        await figures.preparation(data.training[0]!, {
          config,
          inputSize,
          augmentation: augmentationOf(settings),
          weights: weightsOf(settings),
        });
        break;
      case 'preview':
        await figures.preview(event.preview);
        await figures.loss(event.log.losses, stepsPerEpoch);
        break;
      case 'ended':
        await figures.loss(event.log.losses, stepsPerEpoch);
        break;
      case 'scored': {
        const { planes, binary } = event.evaluation;
        if (planes !== undefined && binary !== undefined) await figures.results(data.heldOut, planes, binary);
        break;
      }
    }
  };
}
