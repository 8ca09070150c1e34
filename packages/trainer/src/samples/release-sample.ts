import type { Sample } from '@unet/tensor';
import type { SampleArrays } from '@unet/tensor/arrays';
import { isTensor } from '@unet/tensor/internal';

/** Whether a sample is made of tensors. */
export function isTensorSample(sample: Sample | SampleArrays): sample is Sample {
  return isTensor(sample?.image);
}

/** Disposes a sample of tensors; one in plain memory needs nothing. */
export function releaseSample(sample: Sample | SampleArrays): void {
  if (isTensorSample(sample)) for (const part of [sample.image, sample.label, sample.weight]) part.dispose();
}

/**
 * Releases a sample that was asked for and is not wanted any more, once it is there. Its failure is of no interest.
 * @returns settles when nothing of it is held
 */
export function releaseUnwanted(sample: Promise<unknown>): Promise<void> {
  return sample.then(
    (arrived) => releaseSample(arrived as Sample | SampleArrays),
    () => {},
  );
}
