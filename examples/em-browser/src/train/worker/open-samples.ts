import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { type ClosableSource, createWorkerSource, prefetch, type TileSourceOptions } from '@unet/trainer';
import type { RunPlan } from '../../storage/stored-run.ts';

/** What the samples of a run are made of. */
export interface SampleSetup {
  readonly slices: readonly LabelledSliceArrays[];
  readonly options: TileSourceOptions;
}

/** Beyond this, threads wait for the training step, not the step for them. */
const MOST_WORKERS = 4;

/** The samples of a run, prepared ahead in workers. To be closed when the last step is done. */
export async function openSamples(plan: RunPlan, slices: readonly LabelledSliceArrays[]): Promise<ClosableSource> {
  const { config, inputSize, recipe, augmentation, weighting: weights, seed } = plan;
  const placement = recipe === 'paper' ? 'grid' : 'random';
  const setup: SampleSetup = { slices, options: { config, inputSize, placement, augmentation, weights, seed } };
  const workers = Math.min(MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency - 1));
  const createWorker = (): Worker => new Worker(new URL('./sample-worker.ts', import.meta.url), { type: 'module' });
  return prefetch(await createWorkerSource({ createWorker, workers, setup }), { ahead: Math.max(2, workers) });
}
