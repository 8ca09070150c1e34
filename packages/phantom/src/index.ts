export { type PhantomSlice, phantomSlices } from './on-device/phantom-slices.ts';
export type { PhantomOptions } from './options.ts';
