export type { ComponentBox, ComponentsOptions } from './arrays.ts';
export type { Components } from './lifted.ts';
export { componentBoxes, componentSizes, connectedComponents } from './lifted.ts';
