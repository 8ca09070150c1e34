/**
 * What other packages of this repository need to know of a network beyond its public interface. Not for other programs: it may change in any
 * release. Reaches no TensorFlow.js, so that workers may load it.
 * @module
 */

export { checkParameterArrays } from './check-parameter-arrays.ts';
export { checkInputSide, checkInputSize } from './input-sizes.ts';
export { wholeConfig } from './network-config.ts';
export { checkOwned, checkUNet, handOver } from './ownership.ts';
export { readConfig } from './read-config.ts';
export { turnOfEventLoop } from './turn-of-event-loop.ts';
