import { type Signal, signal } from '@preact/signals';
import type { LabelledSlice } from '@unet/trainer/arrays';
import { findTile, type LegalTile, legalTiles } from './tile-choice.ts';

/** Poolings of the network whose tiles are looked at. */
export const depth: Signal<number> = signal(3);

/** Side of the input that was chosen; undefined for the usual one. */
export const tileInput: Signal<number | undefined> = signal(undefined);

/** The tile that the pictures of a slice show. */
export function chosenTile({ image }: LabelledSlice): LegalTile {
  return findTile(legalTiles(depth.value, image), tileInput.value);
}
