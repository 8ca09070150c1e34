import { type Signal, signal } from '@preact/signals';

/** A network that can segment. */
export interface Weights {
  /** Where they come from, in a few words: "trained here, 300 steps", or a file's name. */
  readonly description: string;
  /** A safetensors file as `@unet/model` writes it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the Segment panel works with: written when a run stops or ends, or read from a file. */
export const weights: Signal<Weights | undefined> = signal(undefined);
