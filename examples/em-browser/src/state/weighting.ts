import { type Signal, signal } from '@preact/signals';
import type { WeightMapOptions } from '@unet/weight-map/arrays';

/**
 * How much each pixel counts in the loss: chosen and looked at in the Look panel, used by training. Milder than the paper's (w0 10, classes
 * balanced), with which a short run calls too much border.
 */
export const weighting: Signal<WeightMapOptions> = signal({ w0: 5, sigma: 5, balance: 'none' });
