import { LINEAR, RELU } from '../../src/kernels/shared-sizes';

/** One of the activations. NaN stays NaN, as on the cpu backend: `max` and `min` of WebAssembly hand it on. */
@inline
export function activate(value: v128, activation: i32): v128 {
  if (activation == LINEAR) return value;
  const positive = f32x4.max(value, f32x4.splat(0));
  return activation == RELU ? positive : f32x4.min(positive, f32x4.splat(6));
}
