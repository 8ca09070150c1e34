import { type Signal, signal } from '@preact/signals';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { findInputSize, inputSizes } from './input-sizes.ts';

/** Poolings of the network whose tiles are looked at. */
export const depth: Signal<number> = signal(3);

/** Side of the input that was asked for; undefined for the usual one. */
export const wantedInputSize: Signal<number | undefined> = signal(undefined);

/** Side of the input that the pictures of a slice show. */
export function chosenInputSize({ image }: LabelledSliceArrays): number {
  return findInputSize(inputSizes(depth.value, image), wantedInputSize.value);
}
