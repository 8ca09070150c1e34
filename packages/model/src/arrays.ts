export type { UNetConfig } from './config.ts';
export { completeConfig, paperConfig } from './config.ts';
export { checkInputSize, inputSizeFor, largestInputSize, margin, outputSize, sizeStep } from './geometry.ts';
export type { Padding } from './ops/padding.ts';
