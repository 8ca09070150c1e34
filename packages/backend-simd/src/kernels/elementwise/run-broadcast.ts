import type { SimdBackend } from '../../backend.ts';
import type { BinaryJob, KernelsOf } from '../../generated/jobs.ts';
import type { Axes } from './broadcast.ts';

type BinaryKernel = KernelsOf<BinaryJob>;

/** Addresses of two operands and the result. */
type Addresses = Pick<BinaryJob, 'a' | 'b' | 'out'>;

/** Rows shorter than this cost more than to write an operand out as large as the result. */
const SHORT_ROW = 12;

/** Results from which on that is worth the trouble. */
const MANY = 1 << 12;

/** An axis that is none. */
const ONE = { length: 1, a: 0, b: 0 };

/** Runs a kernel of assembly/elementwise/binary.ts for operands that have as many values as the result. */
export function runFlat(backend: SimdBackend, name: BinaryKernel, addresses: Addresses, size: number): void {
  runAxes(backend, name, addresses, [ONE, ONE, ONE, { length: size, a: 1, b: 1 }]);
}

/**
 * Runs a kernel of assembly/elementwise/binary.ts.
 * @param axes as `broadcast` finds them
 */
export function runBroadcast(backend: SimdBackend, name: BinaryKernel, addresses: Addresses, axes: Axes): void {
  const row = axes[3].length;
  const size = sizeOf(axes);
  if (row >= SHORT_ROW || row === size || size < MANY) {
    runAxes(backend, name, addresses, axes);
    return;
  }
  writeOut(backend, addresses, axes, 'a', (a) =>
    writeOut(backend, addresses, axes, 'b', (b) => runFlat(backend, name, { a, b, out: addresses.out }, size)),
  );
}

function runAxes(backend: SimdBackend, name: BinaryKernel, addresses: Addresses, axes: Axes): void {
  const size = sizeOf(axes);
  if (size > 0) backend.run(name, 12 * size, { ...addresses, axes });
}

/** Lets `work` have the operand with as many values as the result. */
function writeOut(
  backend: SimdBackend,
  addresses: Addresses,
  axes: Axes,
  operand: 'a' | 'b',
  work: (address: number) => void,
): void {
  if (isWhole(axes, operand)) {
    work(addresses[operand]);
    return;
  }
  const count = sizeOf(axes);
  const [outer, inner, rows, columns] = axes.map(({ length, [operand]: stride }) => ({ size: length, stride }));
  backend.withScratch(4 * count, (whole) => {
    backend.run('stridedCopy', 8 * count, {
      source: addresses[operand],
      out: whole,
      count,
      columns: columns!,
      rows: rows!,
      planes: [outer!, inner!],
    });
    work(whole);
  });
}

/** Whether an operand runs along all axes. */
function isWhole(axes: Axes, operand: 'a' | 'b'): boolean {
  let stride = 1;
  for (const axis of axes.toReversed()) {
    if (axis.length !== 1 && axis[operand] !== stride) return false;
    stride *= axis.length;
  }
  return true;
}

function sizeOf(axes: Axes): number {
  return axes.reduce((size, { length }) => size * length, 1);
}
