export type { PhantomOptions } from './options.ts';
export { type PhantomSlice, phantomSlices } from './phantom-tensors.ts';
