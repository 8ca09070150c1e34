import { join, join2, join4, lower, neutral, PRODUCT, upper } from './operations';

/** Rows that are read side by side. */
const ROWS: i32 = 8;

/** Fills `count` doubles with what nothing reduces to. */
@inline
export function clear(operation: i32, totals: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<f64>(totals + (<usize>i << 3), neutral(operation));
}

/**
 * Reduces each column of a matrix, `totals[column] = totals[column] joined with x[0][column], x[1][column] ...`. Eight
 * rows are read side by side, one from each eighth of the matrix, so that each eighth is read from its beginning to its end and the processor
 * fetches ahead (rows next to each other are half as fast); the totals of all columns stay in the cache.
 * @param totals doubles, one for each column
 * @param step bytes from row to row
 */
@inline
export function joinColumns(operation: i32, totals: usize, x: usize, rows: i32, columns: i32, step: usize): void {
  const eighth = rows >> 3;
  for (let row = 0; row < eighth; row++, x += step) {
    joinEightRows(operation, totals, x, columns, <usize>eighth * step);
  }
  x += <usize>(eighth * 7) * step;
  for (let row = eighth * ROWS; row < rows; row++, x += step) joinOneRow(operation, totals, x, columns);
}

@inline
function joinEightRows(operation: i32, totals: usize, x: usize, columns: i32, step: usize): void {
  let left = columns;
  for (; left >= 4; left -= 4, x += 16, totals += 32) {
    const x4 = x + (step << 2);
    joinEight(
      operation,
      totals,
      v128.load(x),
      v128.load(x + step),
      v128.load(x + (step << 1)),
      v128.load(x4 - step),
      v128.load(x4),
      v128.load(x4 + step),
      v128.load(x4 + (step << 1)),
      v128.load(x4 + (step << 2) - step),
    );
  }
  for (; left > 0; left--, x += 4, totals += 8) {
    let total = load<f64>(totals);
    let value = x;
    for (let row = 0; row < ROWS; row++, value += step) total = join(operation, total, <f64>load<f32>(value));
    store<f64>(totals, total);
  }
}

@inline
function joinOneRow(operation: i32, totals: usize, x: usize, columns: i32): void {
  let left = columns;
  for (; left >= 4; left -= 4, x += 16, totals += 32) joinTwice(operation, totals, lower(v128.load(x)), upper(v128.load(x)));
  for (; left > 0; left--, x += 4, totals += 8) {
    store<f64>(totals, join(operation, load<f64>(totals), <f64>load<f32>(x)));
  }
}

/** Joins eight vectors to four totals, lane by lane. */
@inline
function joinEight(operation: i32, totals: usize, a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): void {
  const low = lowerOf(operation, a, b, c, d, e, f, g, h);
  const high = upperOf(operation, a, b, c, d, e, f, g, h);
  joinTwice(operation, totals, low, high);
}

@inline
function joinTwice(operation: i32, totals: usize, low: v128, high: v128): void {
  v128.store(totals, join2(operation, v128.load(totals), low));
  v128.store(totals, join2(operation, v128.load(totals, 16), high), 16);
}

/** Eight vectors joined into one, the two lower lanes of it in double precision. */
@inline
function lowerOf(operation: i32, a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): v128 {
  if (operation != PRODUCT) return lower(eightOf4(operation, a, b, c, d, e, f, g, h));
  return eightOf2(operation, lower(a), lower(b), lower(c), lower(d), lower(e), lower(f), lower(g), lower(h));
}

/** As {@link lowerOf} for the two upper lanes; the compiler joins what both do. */
@inline
function upperOf(operation: i32, a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): v128 {
  if (operation != PRODUCT) return upper(eightOf4(operation, a, b, c, d, e, f, g, h));
  return eightOf2(operation, upper(a), upper(b), upper(c), upper(d), upper(e), upper(f), upper(g), upper(h));
}

@inline
function eightOf4(operation: i32, a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): v128 {
  const first = join4(operation, join4(operation, a, b), join4(operation, c, d));
  return join4(operation, first, join4(operation, join4(operation, e, f), join4(operation, g, h)));
}

@inline
function eightOf2(operation: i32, a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): v128 {
  const first = join2(operation, join2(operation, a, b), join2(operation, c, d));
  return join2(operation, first, join2(operation, join2(operation, e, f), join2(operation, g, h)));
}

/**
 * Reduces a row: 32 values at a time, as {@link joinColumns} does eight rows.
 * @returns in double precision
 */
@inline
export function joinRow(operation: i32, x: usize, count: i32): f64 {
  let left = count;
  let total = neutral(operation);
  if (left >= 32) {
    const vectors = left >> 5;
    total = joinVectors(operation, x, vectors);
    x += <usize>vectors << 7;
    left &= 31;
  }
  for (; left > 0; left--, x += 4) total = join(operation, total, <f64>load<f32>(x));
  return total;
}

/** Reduces `count` times 32 values. */
@inline
function joinVectors(operation: i32, x: usize, count: i32): f64 {
  let low = f64x2.splat(neutral(operation));
  let high = low;
  for (let left = count; left > 0; left--, x += 128) {
    const a = v128.load(x);
    const b = v128.load(x, 16);
    const c = v128.load(x, 32);
    const d = v128.load(x, 48);
    const e = v128.load(x, 64);
    const f = v128.load(x, 80);
    const g = v128.load(x, 96);
    const h = v128.load(x, 112);
    low = join2(operation, low, lowerOf(operation, a, b, c, d, e, f, g, h));
    high = join2(operation, high, upperOf(operation, a, b, c, d, e, f, g, h));
  }
  low = join2(operation, low, high);
  return join(operation, f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
}
