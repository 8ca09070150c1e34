/**
 * Words and numbers of findings, for the programs of this repository that show more of the same. It may change in any release.
 * @module
 */
export { counted } from './finding.ts';
export { countInstances } from './guess-reading.ts';
export { insideShare, percent } from './label-findings.ts';
