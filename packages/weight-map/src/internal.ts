/**
 * What other packages of this repository use of the inside of this one: it may change in any release.
 * @module
 */
export { checkBalanceOrWeights } from './class-balance-map.ts';
export { checkWeightMapOptions } from './weight-map.ts';
