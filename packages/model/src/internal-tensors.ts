/**
 * What other packages of this repository share of the work on tensors. Not for other programs: it may change in any release.
 * @module
 */
export { lossAndGradients, type Target } from './loss-and-gradients.ts';
export { type AdamInputs, type AdamSettings, adamUpdate } from './ops/adam-update.ts';
export { type MomentumInputs, type MomentumSettings, momentumUpdate } from './ops/momentum-update.ts';
