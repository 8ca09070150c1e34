/** Pooling of images NHWC. */
export { maxPool2x2 } from './max-pool-2x2';
export { maxPool2x2Gradient } from './max-pool-2x2-gradient';
export { maxPositions } from './max-positions';
export { averagePool, maxPool } from './pool';
export { averagePoolGradient, maxPoolGradient } from './pool-gradient';
