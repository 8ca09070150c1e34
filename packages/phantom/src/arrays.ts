export type { PhantomOptions } from './options.ts';
export { type PhantomSliceArrays, phantomSlices } from './phantom-slices.ts';
