/**
 * What other packages of this repository and tests use of the inside of this one: it may change in any release.
 * @module
 */
export { checkFieldArrays } from './displacement-field.ts';
export type { SettledElastic } from './elastic-kind.ts';
export { settleElastic } from './elastic-kind.ts';
export type { GridOptions } from './interpolate-grid.ts';
export { interpolateGrid } from './interpolate-grid.ts';
export { checkField, sizeOf } from './on-device/check-field.ts';
export { drawElastic } from './random-field.ts';
export type { SmoothNoiseOptions } from './smooth-noise.ts';
export { smoothNoise } from './smooth-noise.ts';
