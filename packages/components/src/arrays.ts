export type { ComponentBox } from './component-boxes.ts';
export { componentBoxes } from './component-boxes.ts';
export { componentSizes } from './component-sizes.ts';
export type { ComponentsArrays, ComponentsOptions } from './connected-components.ts';
export { connectedComponents } from './connected-components.ts';
