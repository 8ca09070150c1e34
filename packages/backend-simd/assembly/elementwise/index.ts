/** Kernels of this folder. */
export {
  add,
  addIntegers,
  divide,
  eluGradient,
  equal,
  equalIntegers,
  leaky,
  less,
  lessEqual,
  lessEqualIntegers,
  lessIntegers,
  maximum,
  minimum,
  multiply,
  notEqual,
  notEqualIntegers,
  reluGradient,
  squaredDifference,
  subtract,
  subtractIntegers,
} from './binary';
export {
  absolute,
  ceiling,
  clip,
  exponential,
  exponentialLinear,
  floor,
  hyperbolicTangent,
  logarithm,
  negate,
  reciprocal,
  reciprocalSquareRoot,
  rectify,
  rectifyLeaky,
  rectifyTo,
  sigmoid,
  square,
  squareRoot,
  step,
} from './unary';
export { bytesToFloats, bytesToIntegers, floatsToBytes, floatsToIntegers, integersToFloats } from './cast';
export { fillWords } from './fill';
export { select } from './select';
export { logicalAnd, logicalNot, logicalOr } from './logical';
