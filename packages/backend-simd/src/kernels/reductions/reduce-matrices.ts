import type { SimdBackend } from '../../backend.ts';
import type { Pass } from './plan.ts';

/** Prefix of the kernels' names. */
export type Reduction = 'sum' | 'product' | 'maximum' | 'minimum';

/** Columns that are reduced together: their totals, 8 bytes each, stay in the nearest cache. */
const BLOCK = 2048;

/** Matrices, or blocks of them, from which on threads take whole ones. */
const MANY = 16;

/** Values of a matrix that is worth being split. */
const LARGE = 1 << 16;

/** Parts of a matrix: enough for the threads of any machine. */
const MOST_PARTS = 64;
const VALUES_OF_PART = 1 << 14;
const ROWS_OF_PART = 32;

/**
 * Reduces the columns of matrices: `[matrices, rows, columns]` to `[matrices, columns]`. How the work is divided depends on the sizes
 * alone.
 * @param x address of the values
 * @param out address of the results, not among the values
 * @param divisor the results are divided by it
 */
export function reduceMatrices(
  backend: SimdBackend,
  reduction: Reduction,
  x: number,
  out: number,
  pass: Pass,
  divisor: number,
): void {
  const { matrices, rows, columns } = pass;
  const size = rows * columns;
  const tasks = matrices * Math.ceil(columns / BLOCK);
  if (tasks < MANY && size >= LARGE && rows >= ROWS_OF_PART) {
    for (let matrix = 0; matrix < matrices; matrix++) {
      reduceInParts(backend, reduction, x + 4 * matrix * size, out + 4 * matrix * columns, rows, columns, divisor);
    }
  } else if (columns === 1) {
    backend.run(`${reduction}Rows`, 4 * matrices * size, {
      x,
      out,
      rows: matrices,
      columns: rows,
      divisor,
    });
  } else {
    backend.withScratch(8 * BLOCK * backend.threads, (totals) => {
      const job = { x, out, totals, matrices, rows, columns, block: BLOCK, divisor };
      backend.run(`${reduction}Columns`, 4 * matrices * size, job);
    });
  }
}

/** Reduces the columns of one large matrix: parts of its rows each on their own, then the parts. */
function reduceInParts(
  backend: SimdBackend,
  reduction: Reduction,
  x: number,
  out: number,
  rows: number,
  columns: number,
  divisor: number,
): void {
  // Several rows count as one, so that there are whole vectors of columns.
  const folds = columns < 64 ? 4 * Math.ceil(16 / columns) : columns % 4 === 0 ? 1 : 4;
  const width = columns * folds;
  const height = Math.floor(rows / folds);
  const parts = Math.min(
    MOST_PARTS,
    Math.ceil((height * width) / VALUES_OF_PART),
    Math.max(1, Math.floor(height / ROWS_OF_PART)),
  );
  backend.withScratch(8 * parts * width, (totals) => {
    backend.run(`${reduction}Parts`, 4 * height * width, { x, totals, rows: height, columns: width, parts });
    backend.run(`${reduction}End`, 8 * parts * width, {
      totals,
      rows: parts * folds,
      columns,
      rest: x + 4 * height * width,
      restValues: (rows - height * folds) * columns,
      out,
      divisor,
    });
  });
}
