import { type Lifted, lift, type Tensors } from '@unet/tensor';
import * as arrays from './arrays.ts';

/** The connected regions of a label: `labels`, int32 `[height, width]`, the number of its component at every pixel; `count`, how many. */
export type Components = Tensors<arrays.ComponentsArrays>;

/**
 * Reads the label from its backend once and numbers its connected regions of equal non-zero value, from 1 in the order of their first
 * pixel, row by row. The method and the options are those of `connectedComponents` in `@unet/components/arrays`, on the CPU.
 * @returns int32 `labels` `[height, width]`, owned by the caller, and how many there are; the label stays the caller's
 * @example
 * const { labels, count } = await connectedComponents(label);
 */
export const connectedComponents: Lifted<typeof arrays.connectedComponents> = lift(
  'connectedComponents',
  arrays.connectedComponents,
  { label: 'label' },
);

/**
 * Reads the component numbers from their backend once and counts the pixels of each component: `count + 1` areas, element n for
 * component n, element 0 for the background. As `componentSizes` in `@unet/components/arrays`.
 * @param components what {@link connectedComponents} gives; stays the caller's
 * @example
 * const sizes = await componentSizes(components);
 */
export const componentSizes: Lifted<typeof arrays.componentSizes> = lift('componentSizes', arrays.componentSizes, {
  components: { labels: 'label' },
});

/**
 * Reads the component numbers from their backend once and finds the bounding box of each component: `count` boxes in pixels, element
 * n - 1 for component n. As `componentBoxes` in `@unet/components/arrays`.
 * @param components what {@link connectedComponents} gives; stays the caller's
 */
export const componentBoxes: Lifted<typeof arrays.componentBoxes> = lift('componentBoxes', arrays.componentBoxes, {
  components: { labels: 'label' },
});
