import type { RunListener, RunPlan } from '@unet/run';
import type { Data } from '../../data/load-data.ts';
import { drawPreparation, stepsPerEpoch } from '../../run-folder/draw-run.ts';
import type { FigureFolder } from '../../run-folder/figures.ts';

/** Draws what happens in a run. */
export function figureListener(figures: FigureFolder, plan: RunPlan, data: Data): RunListener {
  const epoch = stepsPerEpoch(plan, data);
  return async (event) => {
    switch (event.kind) {
      case 'ready':
        if (event.step === 0) await drawPreparation(figures, plan, data);
        break;
      case 'preview':
        await figures.preview(event.preview);
        await figures.loss(event.log.losses, epoch);
        break;
      case 'ended':
        await figures.loss(event.log.losses, epoch);
        break;
      case 'scored': {
        const { planes, binary } = event.evaluation;
        if (planes !== undefined && binary !== undefined) await figures.results(data.heldOut, planes, binary);
        break;
      }
    }
  };
}
