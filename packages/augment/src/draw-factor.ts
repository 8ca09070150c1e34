import type { Random } from '@unet/tensor/arrays';

/** A factor between 1 / largest and largest, log-uniform, so that twice and half are equally likely. */
export function drawFactor(largest: number, random: Random): number {
  const reach = Math.log(largest);
  return Math.exp(random.uniform(-reach, reach));
}
