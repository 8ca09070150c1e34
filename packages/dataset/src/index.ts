export { type CheckedSlices, checkSlices, fileFindings } from './check-slices.ts';
export type { DraftSlice } from './draft-slice.ts';
export type { ExaminedSlice } from './examine.ts';
export { findSlices } from './files/find-slices.ts';
export type { FilePaths, FoundSlice, FoundSlices } from './files/found-slices.ts';
export { defaultScaling, type ReadSlices, type ReadSlicesOptions, readSlices } from './files/read-slices.ts';
export type { Finding, Fix } from './finding.ts';
export { guessReading } from './guess-reading.ts';
export { plainReading, type Reading } from './reading.ts';
