export { type CheckedSlices, checkSlices, orderFinding } from './check-slices.ts';
export type { DraftSlice } from './draft-slice.ts';
export type { ExaminedSlice } from './examine.ts';
export type { Finding, Fix } from './finding.ts';
export { plainReading, type Reading } from './reading.ts';
