import { effect, type Signal, signal } from '@preact/signals';
import type { Preview } from '@unet/run';
import { type Remote, wrap } from 'comlink';
import { notifyError } from '../../state/notices.ts';
import { panel } from '../../state/panel.ts';
import { losses, prediction, stepsPerEpoch } from '../run/run-state.ts';
import { createRedraw } from './create-redraw.ts';
import type { FigureWorker } from './figure-worker.ts';

/** Figures as SVG; undefined where there is nothing to draw. */
export const lossDrawing: Signal<string | undefined> = signal(undefined);
export const predictionDrawing: Signal<string | undefined> = signal(undefined);
/** Room for them in pixels. */
export const drawingWidth: Signal<number> = signal(800);

let worker: Remote<FigureWorker> | undefined;

function drawer(): Remote<FigureWorker> {
  worker ??= wrap<FigureWorker>(
    new Worker(new URL('./figure-worker.ts', import.meta.url), { type: 'module', name: 'figures' }),
  );
  return worker;
}

/** Redraws the figures whenever what they show changes and the panel is seen, until the function that comes back is called. */
export function keepDrawing(): () => void {
  const drawLoss = createRedraw(async (steps: readonly number[]) => {
    const drawable = steps.some(Number.isFinite);
    lossDrawing.value = drawable
      ? await drawer().loss(Float64Array.from(steps), stepsPerEpoch.value, drawingWidth.value)
      : undefined;
  }, notifyError);
  const drawPrediction = createRedraw(async (seen: Preview | undefined) => {
    predictionDrawing.value = seen && (await drawer().prediction(seen, drawingWidth.value));
  }, notifyError);
  const endings = [
    effect(() => {
      void drawingWidth.value;
      void stepsPerEpoch.value;
      const steps = losses.value;
      if (panel.value === 'train') drawLoss(steps);
    }),
    effect(() => {
      void drawingWidth.value;
      const seen = prediction.value;
      if (panel.value === 'train') drawPrediction(seen);
    }),
  ];
  return () => {
    for (const end of endings) end();
  };
}
