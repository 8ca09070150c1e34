/** Activations that convolutions and matrix products apply to their sums before they write them. */
export const LINEAR: i32 = 0;
export const RELU: i32 = 1;
export const RELU6: i32 = 2;

/** NaN stays NaN, as on the cpu backend: `max` and `min` of WebAssembly hand it on. */
@inline
export function activate(value: v128, activation: i32): v128 {
  if (activation == LINEAR) return value;
  const positive = f32x4.max(value, f32x4.splat(0));
  return activation == RELU ? positive : f32x4.min(positive, f32x4.splat(6));
}
