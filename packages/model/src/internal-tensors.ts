/**
 * What other packages of this repository share of the work on tensors. Not for other programs: it may change in any release.
 * @module
 */
export { lossAndGradients } from './loss-and-gradients.ts';
export { adamUpdate } from './ops/adam-update.ts';
export { momentumUpdate } from './ops/momentum-update.ts';
