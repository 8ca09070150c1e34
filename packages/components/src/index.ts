export type { ComponentBox, ConnectivityOptions } from './arrays.ts';
export type { ComponentTensors } from './tensors.ts';
export { componentBoxes, componentSizes, connectedComponents } from './tensors.ts';
