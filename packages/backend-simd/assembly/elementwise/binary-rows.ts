import { loops } from './binary-loops';
import {
  ADD,
  ADD_INTEGERS,
  DIVIDE,
  ELU_GRADIENT,
  EQUAL,
  EQUAL_INTEGERS,
  LEAKY,
  LESS,
  LESS_EQUAL,
  LESS_EQUAL_INTEGERS,
  LESS_INTEGERS,
  MAXIMUM,
  MINIMUM,
  MULTIPLY,
  NOT_EQUAL,
  NOT_EQUAL_INTEGERS,
  RELU_GRADIENT,
  SQUARED_DIFFERENCE,
  SUBTRACT,
  SUBTRACT_INTEGERS,
} from './binary-operations';

/** {@link loops} of the operation, which need not be a constant here: each has a function of its own, so that engines compile those that run. */
export function row(operation: i32, form: i32, a: usize, b: usize, out: usize, count: i32): void {
  switch (operation) {
    case ADD:
      return addRow(form, a, b, out, count);
    case SUBTRACT:
      return subtractRow(form, a, b, out, count);
    case MULTIPLY:
      return multiplyRow(form, a, b, out, count);
    case DIVIDE:
      return divideRow(form, a, b, out, count);
    case MAXIMUM:
      return maximumRow(form, a, b, out, count);
    case MINIMUM:
      return minimumRow(form, a, b, out, count);
    case SQUARED_DIFFERENCE:
      return squaredDifferenceRow(form, a, b, out, count);
    case LEAKY:
      return leakyRow(form, a, b, out, count);
    case RELU_GRADIENT:
      return reluGradientRow(form, a, b, out, count);
    case ELU_GRADIENT:
      return eluGradientRow(form, a, b, out, count);
    case ADD_INTEGERS:
      return addIntegersRow(form, a, b, out, count);
    case SUBTRACT_INTEGERS:
      return subtractIntegersRow(form, a, b, out, count);
    case EQUAL:
      return equalRow(form, a, b, out, count);
    case NOT_EQUAL:
      return notEqualRow(form, a, b, out, count);
    case LESS:
      return lessRow(form, a, b, out, count);
    case LESS_EQUAL:
      return lessEqualRow(form, a, b, out, count);
    case EQUAL_INTEGERS:
      return equalIntegersRow(form, a, b, out, count);
    case NOT_EQUAL_INTEGERS:
      return notEqualIntegersRow(form, a, b, out, count);
    case LESS_INTEGERS:
      return lessIntegersRow(form, a, b, out, count);
    case LESS_EQUAL_INTEGERS:
      return lessEqualIntegersRow(form, a, b, out, count);
  }
}

function addRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(ADD, form, a, b, out, count);
}

function subtractRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(SUBTRACT, form, a, b, out, count);
}

function multiplyRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(MULTIPLY, form, a, b, out, count);
}

function divideRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(DIVIDE, form, a, b, out, count);
}

function maximumRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(MAXIMUM, form, a, b, out, count);
}

function minimumRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(MINIMUM, form, a, b, out, count);
}

function squaredDifferenceRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(SQUARED_DIFFERENCE, form, a, b, out, count);
}

function leakyRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(LEAKY, form, a, b, out, count);
}

function reluGradientRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(RELU_GRADIENT, form, a, b, out, count);
}

function eluGradientRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(ELU_GRADIENT, form, a, b, out, count);
}

function addIntegersRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(ADD_INTEGERS, form, a, b, out, count);
}

function subtractIntegersRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(SUBTRACT_INTEGERS, form, a, b, out, count);
}

function equalRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(EQUAL, form, a, b, out, count);
}

function notEqualRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(NOT_EQUAL, form, a, b, out, count);
}

function lessRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(LESS, form, a, b, out, count);
}

function lessEqualRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(LESS_EQUAL, form, a, b, out, count);
}

function equalIntegersRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(EQUAL_INTEGERS, form, a, b, out, count);
}

function notEqualIntegersRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(NOT_EQUAL_INTEGERS, form, a, b, out, count);
}

function lessIntegersRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(LESS_INTEGERS, form, a, b, out, count);
}

function lessEqualIntegersRow(form: i32, a: usize, b: usize, out: usize, count: i32): void {
  loops(LESS_EQUAL_INTEGERS, form, a, b, out, count);
}
