import { shareBegin, shareBeginAligned } from '../common/share';
import { clear, joinColumns, joinRow } from './columns';
import { join, MAXIMUM, MINIMUM, neutral, PRODUCT, SUM } from './operations';

@unmanaged
export class ReducePartsJob {
  x: usize;
  /** Doubles, columns for each part. */
  totals: usize;
  rows: i32;
  columns: i32;
  parts: i32;
}

/**
 * Reduces the columns of parts of a matrix, each on its own. The parts depend on the sizes alone, so that the result is the same for any
 * number of threads.
 */
@inline
function reduceParts(operation: i32, job: ReducePartsJob, thread: i32, threads: i32): void {
  const rows = job.rows;
  const columns = job.columns;
  const parts = job.parts;
  const end = shareBegin(parts, thread + 1, threads);
  for (let part = shareBegin(parts, thread, threads); part < end; part++) {
    const begin = shareBegin(rows, part, parts);
    const count = shareBegin(rows, part + 1, parts) - begin;
    const totals = job.totals + (<usize>(part * columns) << 3);
    clear(operation, totals, columns);
    joinColumns(operation, totals, job.x + (<usize>(begin * columns) << 2), count, columns, <usize>columns << 2);
  }
}

@unmanaged
export class ReduceEndJob {
  totals: usize;
  /** Of totals. */
  rows: i32;
  columns: i32;
  rest: usize;
  /** How many the rest has. */
  restValues: i32;
  out: usize;
  divisor: i32;
}

/** Joins what {@link reduceParts} left, and a few values more. */
@inline
function reduceEnd(operation: i32, job: ReduceEndJob, thread: i32, threads: i32): void {
  const rows = job.rows;
  const columns = job.columns;
  const values = job.restValues;
  const end = shareBegin(columns, thread + 1, threads);
  for (let column = shareBegin(columns, thread, threads); column < end; column++) {
    let total = neutral(operation);
    for (let row = 0; row < rows; row++) {
      total = join(operation, total, load<f64>(job.totals + (<usize>(row * columns + column) << 3)));
    }
    for (let place = column; place < values; place += columns) {
      total = join(operation, total, <f64>load<f32>(job.rest + (<usize>place << 2)));
    }
    store<f32>(job.out + (<usize>column << 2), <f32>(total / <f64>job.divisor));
  }
}

@unmanaged
export class ReduceColumnsJob {
  x: usize;
  out: usize;
  /** Doubles, a block for each thread. */
  totals: usize;
  matrices: i32;
  rows: i32;
  columns: i32;
  /** Columns of a block. */
  block: i32;
  divisor: i32;
}

/** Reduces the columns of each of many matrices, a block of columns at a time. */
@inline
function reduceColumns(operation: i32, job: ReduceColumnsJob, thread: i32, threads: i32): void {
  const rows = job.rows;
  const columns = job.columns;
  const block = job.block;
  const totals = job.totals + (<usize>(thread * block) << 3);
  const blocks = (columns + block - 1) / block;
  const end = shareBegin(job.matrices * blocks, thread + 1, threads);
  for (let index = shareBegin(job.matrices * blocks, thread, threads); index < end; index++) {
    const matrix = index / blocks;
    const first = (index - matrix * blocks) * block;
    const count = min(block, columns - first);
    const x = job.x + (<usize>(matrix * rows * columns + first) << 2);
    const out = job.out + (<usize>(matrix * columns + first) << 2);
    clear(operation, totals, count);
    joinColumns(operation, totals, x, rows, count, <usize>columns << 2);
    for (let column: usize = 0; column < <usize>count; column++) {
      store<f32>(out + (column << 2), <f32>(load<f64>(totals + (column << 3)) / <f64>job.divisor));
    }
  }
}

@unmanaged
export class ReduceRowsJob {
  x: usize;
  out: usize;
  rows: i32;
  columns: i32;
  divisor: i32;
}

/** Reduces each row of a matrix. */
@inline
function reduceRows(operation: i32, job: ReduceRowsJob, thread: i32, threads: i32): void {
  const columns = job.columns;
  const end = shareBeginAligned(job.rows, 16, thread + 1, threads);
  for (let row = shareBeginAligned(job.rows, 16, thread, threads); row < end; row++) {
    const total = joinRow(operation, job.x + (<usize>(row * columns) << 2), columns);
    store<f32>(job.out + (<usize>row << 2), <f32>(total / <f64>job.divisor));
  }
}

/** {@link reduceParts} */
export function sumParts(job: ReducePartsJob, thread: i32, threads: i32): void {
  reduceParts(SUM, job, thread, threads);
}

/** {@link reduceEnd} */
export function sumEnd(job: ReduceEndJob, thread: i32, threads: i32): void {
  reduceEnd(SUM, job, thread, threads);
}

/** {@link reduceColumns} */
export function sumColumns(job: ReduceColumnsJob, thread: i32, threads: i32): void {
  reduceColumns(SUM, job, thread, threads);
}

/** {@link reduceRows} */
export function sumRows(job: ReduceRowsJob, thread: i32, threads: i32): void {
  reduceRows(SUM, job, thread, threads);
}

/** {@link reduceParts} */
export function productParts(job: ReducePartsJob, thread: i32, threads: i32): void {
  reduceParts(PRODUCT, job, thread, threads);
}

/** {@link reduceEnd} */
export function productEnd(job: ReduceEndJob, thread: i32, threads: i32): void {
  reduceEnd(PRODUCT, job, thread, threads);
}

/** {@link reduceColumns} */
export function productColumns(job: ReduceColumnsJob, thread: i32, threads: i32): void {
  reduceColumns(PRODUCT, job, thread, threads);
}

/** {@link reduceRows} */
export function productRows(job: ReduceRowsJob, thread: i32, threads: i32): void {
  reduceRows(PRODUCT, job, thread, threads);
}

/** {@link reduceParts} */
export function maximumParts(job: ReducePartsJob, thread: i32, threads: i32): void {
  reduceParts(MAXIMUM, job, thread, threads);
}

/** {@link reduceEnd} */
export function maximumEnd(job: ReduceEndJob, thread: i32, threads: i32): void {
  reduceEnd(MAXIMUM, job, thread, threads);
}

/** {@link reduceColumns} */
export function maximumColumns(job: ReduceColumnsJob, thread: i32, threads: i32): void {
  reduceColumns(MAXIMUM, job, thread, threads);
}

/** {@link reduceRows} */
export function maximumRows(job: ReduceRowsJob, thread: i32, threads: i32): void {
  reduceRows(MAXIMUM, job, thread, threads);
}

/** {@link reduceParts} */
export function minimumParts(job: ReducePartsJob, thread: i32, threads: i32): void {
  reduceParts(MINIMUM, job, thread, threads);
}

/** {@link reduceEnd} */
export function minimumEnd(job: ReduceEndJob, thread: i32, threads: i32): void {
  reduceEnd(MINIMUM, job, thread, threads);
}

/** {@link reduceColumns} */
export function minimumColumns(job: ReduceColumnsJob, thread: i32, threads: i32): void {
  reduceColumns(MINIMUM, job, thread, threads);
}

/** {@link reduceRows} */
export function minimumRows(job: ReduceRowsJob, thread: i32, threads: i32): void {
  reduceRows(MINIMUM, job, thread, threads);
}
