/** Vectors of four single floats. */

/** a * b + c; one rounding instead of two with relaxed SIMD on processors that have fused multiply-add. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c - a * b. */
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

/** The first `count` of four floats, zeros for the others; reads no further than the last of them. */
@inline
export function loadUpTo4(address: usize, count: i32): v128 {
  if (count >= 4) return v128.load(address);
  let value = v128.load32_zero(address);
  if (count > 1) value = v128.load32_lane(address, value, 1, 4);
  if (count > 2) value = v128.load32_lane(address, value, 2, 8);
  return value;
}

/** Stores the first `count` of four floats. */
@inline
export function storeUpTo4(address: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(address, value);
    return;
  }
  v128.store32_lane(address, value, 0);
  if (count > 1) v128.store32_lane(address, value, 1, 4);
  if (count > 2) v128.store32_lane(address, value, 2, 8);
}
