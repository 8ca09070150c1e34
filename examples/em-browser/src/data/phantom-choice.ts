import type { PhantomChoice } from '../storage/dataset-store.ts';

/** The synthetic slices that the page opens with. */
export const defaultPhantom: PhantomChoice = { seed: 1, count: 12, size: 256 };
