import { int, pointer } from '../common/arguments';
import { shareBegin, shareBeginAligned } from '../common/share';
import { clear, joinColumns, joinRow } from './columns';
import { join, MAXIMUM, MINIMUM, neutral, PRODUCT, SUM } from './operations';

/**
 * Reduces the columns of parts of a matrix, each on its own. Arguments: x, totals (doubles, columns for each part), rows, columns, parts.
 * The parts depend on the sizes alone, so that the result is the same for any number of threads.
 */
@inline
function reduceParts(operation: i32, job: usize, thread: i32, threads: i32): void {
  const rows = int(job, 2);
  const columns = int(job, 3);
  const parts = int(job, 4);
  const end = shareBegin(parts, thread + 1, threads);
  for (let part = shareBegin(parts, thread, threads); part < end; part++) {
    const begin = shareBegin(rows, part, parts);
    const count = shareBegin(rows, part + 1, parts) - begin;
    const totals = pointer(job, 1) + (<usize>(part * columns) << 3);
    clear(operation, totals, columns);
    joinColumns(operation, totals, pointer(job, 0) + (<usize>(begin * columns) << 2), count, columns, <usize>columns << 2);
  }
}

/**
 * Joins what {@link reduceParts} left, and a few values more. Arguments: totals, number of rows of it, columns, rest, values of the rest,
 * out, divisor of the result.
 */
@inline
function reduceEnd(operation: i32, job: usize, thread: i32, threads: i32): void {
  const rows = int(job, 1);
  const columns = int(job, 2);
  const values = int(job, 4);
  const end = shareBegin(columns, thread + 1, threads);
  for (let column = shareBegin(columns, thread, threads); column < end; column++) {
    let total = neutral(operation);
    for (let row = 0; row < rows; row++) {
      total = join(operation, total, load<f64>(pointer(job, 0) + (<usize>(row * columns + column) << 3)));
    }
    for (let place = column; place < values; place += columns) {
      total = join(operation, total, <f64>load<f32>(pointer(job, 3) + (<usize>place << 2)));
    }
    store<f32>(pointer(job, 5) + (<usize>column << 2), <f32>(total / <f64>int(job, 6)));
  }
}

/**
 * Reduces the columns of each of many matrices, a block of columns at a time. Arguments: x, out, totals (doubles, a block for each thread),
 * matrices, rows, columns, columns of a block, divisor of the results.
 */
@inline
function reduceColumns(operation: i32, job: usize, thread: i32, threads: i32): void {
  const rows = int(job, 4);
  const columns = int(job, 5);
  const block = int(job, 6);
  const totals = pointer(job, 2) + (<usize>(thread * block) << 3);
  const blocks = (columns + block - 1) / block;
  const end = shareBegin(int(job, 3) * blocks, thread + 1, threads);
  for (let index = shareBegin(int(job, 3) * blocks, thread, threads); index < end; index++) {
    const matrix = index / blocks;
    const first = (index - matrix * blocks) * block;
    const count = min(block, columns - first);
    const x = pointer(job, 0) + (<usize>(matrix * rows * columns + first) << 2);
    const out = pointer(job, 1) + (<usize>(matrix * columns + first) << 2);
    clear(operation, totals, count);
    joinColumns(operation, totals, x, rows, count, <usize>columns << 2);
    for (let column: usize = 0; column < <usize>count; column++) {
      store<f32>(out + (column << 2), <f32>(load<f64>(totals + (column << 3)) / <f64>int(job, 7)));
    }
  }
}

/** Reduces each row of a matrix. Arguments: x, out, rows, columns, divisor of the results. */
@inline
function reduceRows(operation: i32, job: usize, thread: i32, threads: i32): void {
  const columns = int(job, 3);
  const end = shareBeginAligned(int(job, 2), 16, thread + 1, threads);
  for (let row = shareBeginAligned(int(job, 2), 16, thread, threads); row < end; row++) {
    const total = joinRow(operation, pointer(job, 0) + (<usize>(row * columns) << 2), columns);
    store<f32>(pointer(job, 1) + (<usize>row << 2), <f32>(total / <f64>int(job, 4)));
  }
}

/** {@link reduceParts} */
export function sumParts(job: usize, thread: i32, threads: i32): void {
  reduceParts(SUM, job, thread, threads);
}

/** {@link reduceEnd} */
export function sumEnd(job: usize, thread: i32, threads: i32): void {
  reduceEnd(SUM, job, thread, threads);
}

/** {@link reduceColumns} */
export function sumColumns(job: usize, thread: i32, threads: i32): void {
  reduceColumns(SUM, job, thread, threads);
}

/** {@link reduceRows} */
export function sumRows(job: usize, thread: i32, threads: i32): void {
  reduceRows(SUM, job, thread, threads);
}

/** {@link reduceParts} */
export function productParts(job: usize, thread: i32, threads: i32): void {
  reduceParts(PRODUCT, job, thread, threads);
}

/** {@link reduceEnd} */
export function productEnd(job: usize, thread: i32, threads: i32): void {
  reduceEnd(PRODUCT, job, thread, threads);
}

/** {@link reduceColumns} */
export function productColumns(job: usize, thread: i32, threads: i32): void {
  reduceColumns(PRODUCT, job, thread, threads);
}

/** {@link reduceRows} */
export function productRows(job: usize, thread: i32, threads: i32): void {
  reduceRows(PRODUCT, job, thread, threads);
}

/** {@link reduceParts} */
export function maximumParts(job: usize, thread: i32, threads: i32): void {
  reduceParts(MAXIMUM, job, thread, threads);
}

/** {@link reduceEnd} */
export function maximumEnd(job: usize, thread: i32, threads: i32): void {
  reduceEnd(MAXIMUM, job, thread, threads);
}

/** {@link reduceColumns} */
export function maximumColumns(job: usize, thread: i32, threads: i32): void {
  reduceColumns(MAXIMUM, job, thread, threads);
}

/** {@link reduceRows} */
export function maximumRows(job: usize, thread: i32, threads: i32): void {
  reduceRows(MAXIMUM, job, thread, threads);
}

/** {@link reduceParts} */
export function minimumParts(job: usize, thread: i32, threads: i32): void {
  reduceParts(MINIMUM, job, thread, threads);
}

/** {@link reduceEnd} */
export function minimumEnd(job: usize, thread: i32, threads: i32): void {
  reduceEnd(MINIMUM, job, thread, threads);
}

/** {@link reduceColumns} */
export function minimumColumns(job: usize, thread: i32, threads: i32): void {
  reduceColumns(MINIMUM, job, thread, threads);
}

/** {@link reduceRows} */
export function minimumRows(job: usize, thread: i32, threads: i32): void {
  reduceRows(MINIMUM, job, thread, threads);
}
