import type { SimdBackend } from '../../backend.ts';
import type { KernelName } from '../../generated/kernel-names.ts';

/** Of two operands and the result. */
type Addresses = readonly [a: number, b: number, out: number];

/** Length of a row, strides of both operands; four times, outermost first. */
type Axes = readonly number[];

/** Rows shorter than this cost more than to write an operand out as large as the result. */
const SHORT_ROW = 12;

/** Results from which on that is worth the trouble. */
const MANY = 1 << 12;

/** Runs a kernel of assembly/elementwise/binary.ts for operands that have as many values as the result. */
export function runFlat(backend: SimdBackend, name: KernelName, addresses: Addresses, size: number): void {
  runAxes(backend, name, addresses, [1, 0, 0, 1, 0, 0, 1, 0, 0, size, 1, 1]);
}

/**
 * Runs a kernel of assembly/elementwise/binary.ts.
 * @param axes as `broadcast` finds them
 */
export function runBroadcast(backend: SimdBackend, name: KernelName, addresses: Addresses, axes: Axes): void {
  const row = axes[9]!;
  const size = sizeOf(axes);
  if (row >= SHORT_ROW || row === size || size < MANY) {
    runAxes(backend, name, addresses, axes);
    return;
  }
  const [a, b, out] = addresses;
  writeOut(backend, a, axes, 1, (wholeA) =>
    writeOut(backend, b, axes, 2, (wholeB) => runFlat(backend, name, [wholeA, wholeB, out], size)),
  );
}

function runAxes(backend: SimdBackend, name: KernelName, addresses: Addresses, axes: Axes): void {
  const size = sizeOf(axes);
  if (size > 0) backend.run(name, 12 * size, [...addresses, ...axes]);
}

/** Lets `work` have the operand with as many values as the result. */
function writeOut(
  backend: SimdBackend,
  address: number,
  axes: Axes,
  operand: 1 | 2,
  work: (address: number) => void,
): void {
  const size = sizeOf(axes);
  const [columns, step] = [axes[9]!, axes[9 + operand]!];
  const [rows, rowStride] = [axes[6]!, axes[6 + operand]!];
  const outer = [axes[0]!, axes[operand]!, axes[3]!, axes[3 + operand]!];
  if (isWhole(axes, operand)) {
    work(address);
    return;
  }
  backend.withScratch(4 * size, (whole) => {
    backend.run('stridedCopy', 8 * size, [address, whole, size, columns, step, rows, rowStride, 2, ...outer]);
    work(whole);
  });
}

/** Whether an operand runs along all axes. */
function isWhole(axes: Axes, operand: 1 | 2): boolean {
  let stride = 1;
  for (let axis = 9; axis >= 0; axis -= 3) {
    const length = axes[axis]!;
    if (length !== 1 && axes[axis + operand] !== stride) return false;
    stride *= length;
  }
  return true;
}

function sizeOf(axes: Axes): number {
  return axes[0]! * axes[3]! * axes[6]! * axes[9]!;
}
