import { lossOf } from '@unet/run/arrays';

const words = {
  device: 'The graphics card was lost',
  engine: 'The computation on the processor failed',
  samples: 'What prepares the squares has failed',
} as const;

/** What computed for a run and is lost, in words; undefined where an error is the run's own. */
export function describeLoss(error: unknown): string | undefined {
  const loss = lossOf(error);
  return loss && words[loss];
}
