/** The operations of two vectors, by number. As `cpu` computes them, which rounds each once from double precision. */

export const ADD: i32 = 0;
export const SUBTRACT: i32 = 1;
export const MULTIPLY: i32 = 2;
export const DIVIDE: i32 = 3;
export const MAXIMUM: i32 = 4;
export const MINIMUM: i32 = 5;
export const SQUARED_DIFFERENCE: i32 = 6;
export const LEAKY: i32 = 7;
export const RELU_GRADIENT: i32 = 8;
export const ELU_GRADIENT: i32 = 9;
export const ADD_INTEGERS: i32 = 10;
export const SUBTRACT_INTEGERS: i32 = 11;

/** Operations from here on give true or false. */
export const FIRST_COMPARISON: i32 = 12;
export const EQUAL: i32 = 12;
export const NOT_EQUAL: i32 = 13;
export const LESS: i32 = 14;
export const LESS_EQUAL: i32 = 15;
export const EQUAL_INTEGERS: i32 = 16;
export const NOT_EQUAL_INTEGERS: i32 = 17;
export const LESS_INTEGERS: i32 = 18;
export const LESS_EQUAL_INTEGERS: i32 = 19;

/** One operation on four lanes; comparisons give all ones or zeros. `operation` must be a constant, so that one line is left of this. */
@inline
export function apply(operation: i32, a: v128, b: v128): v128 {
  if (operation == ADD) return f32x4.add(a, b);
  if (operation == SUBTRACT) return f32x4.sub(a, b);
  if (operation == MULTIPLY) return f32x4.mul(a, b);
  if (operation == DIVIDE) return f32x4.div(a, b);
  // These two give NaN for NaN, and take -0 for less than 0, as Math.max and Math.min.
  if (operation == MAXIMUM) return f32x4.max(a, b);
  if (operation == MINIMUM) return f32x4.min(a, b);
  if (operation == SQUARED_DIFFERENCE) {
    const difference = f32x4.sub(a, b);
    return f32x4.mul(difference, difference);
  }
  if (operation == LEAKY) return v128.bitselect(f32x4.mul(a, b), a, f32x4.lt(a, f32x4.splat(0)));
  if (operation == RELU_GRADIENT) return f32x4.mul(a, stepOf(b));
  if (operation == ELU_GRADIENT) {
    const falling = f32x4.mul(a, f32x4.add(b, f32x4.splat(1)));
    return v128.bitselect(a, falling, f32x4.ge(b, f32x4.splat(0)));
  }
  if (operation == ADD_INTEGERS) return i32x4.add(a, b);
  if (operation == SUBTRACT_INTEGERS) return i32x4.sub(a, b);
  if (operation == EQUAL) return f32x4.eq(a, b);
  if (operation == NOT_EQUAL) return f32x4.ne(a, b);
  if (operation == LESS) return f32x4.lt(a, b);
  if (operation == LESS_EQUAL) return f32x4.le(a, b);
  if (operation == EQUAL_INTEGERS) return i32x4.eq(a, b);
  if (operation == NOT_EQUAL_INTEGERS) return i32x4.ne(a, b);
  if (operation == LESS_INTEGERS) return i32x4.lt_s(a, b);
  return i32x4.le_s(a, b);
}

/** 1 above zero, 0 elsewhere, NaN for NaN. */
@inline
function stepOf(x: v128): v128 {
  const one = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.splat(1));
  return v128.bitselect(x, one, f32x4.ne(x, x));
}

/** Whether the operands may change places. */
@inline
export function isCommutative(operation: i32): bool {
  return (
    operation == ADD ||
    operation == MULTIPLY ||
    operation == MAXIMUM ||
    operation == MINIMUM ||
    operation == SQUARED_DIFFERENCE ||
    operation == ADD_INTEGERS ||
    operation == EQUAL ||
    operation == NOT_EQUAL ||
    operation == EQUAL_INTEGERS ||
    operation == NOT_EQUAL_INTEGERS
  );
}

/** Gradients, whose operands have the same shape. */
@inline
export function isGradient(operation: i32): bool {
  return operation == RELU_GRADIENT || operation == ELU_GRADIENT;
}
