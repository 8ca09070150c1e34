/**
 * What other packages of this repository use of the inside of this one: it may change in any release.
 * @module
 */
export { checkPlan } from './check-tile.ts';
