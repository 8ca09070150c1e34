import { type Signal, signal } from '@preact/signals';
import { type AugmentOptions, quickAugmentation } from '@unet/augment/arrays';

/** How samples are augmented: chosen and looked at in the Look panel, used by training. */
export const augmentation: Signal<AugmentOptions> = signal(quickAugmentation);
