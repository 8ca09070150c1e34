export type { PhantomOptions } from './options.ts';
export { type PhantomTensors, phantomSlices } from './tensors.ts';
