import { BatchMatMul, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { kernel } from '../kernel.ts';
import { multiplyPixels } from './multiply-pixels.ts';
import { multiplyTransposed } from './multiply-transposed.ts';
import { matrixPixels } from './pixels.ts';

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const batchMatMul = kernel<Record<'a' | 'b', TensorInfo>, MatMulAttributes>(
  BatchMatMul,
  ({ inputs: { a, b }, attrs, backend }) => {
    const batch = a.shape.slice(0, -2);
    // Batches that differ are broadcast, which the cpu kernel does.
    if (a.dtype !== 'float32' || b.dtype !== 'float32' || !util.arraysEqual(batch, b.shape.slice(0, -2)))
      return undefined;
    const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
    const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
    const rows = attrs.transposeA ? columnsA : rowsA;
    const terms = attrs.transposeA ? rowsA : columnsA;
    const columns = attrs.transposeB ? rowsB : columnsB;
    if (terms !== (attrs.transposeB ? columnsB : rowsB) || util.sizeFromShape([...batch, rows, terms, columns]) === 0) {
      return undefined;
    }
    const out = backend.makeOutputInfo([...batch, rows, columns], 'float32');
    for (let index = 0; index < util.sizeFromShape(batch); index++) {
      multiplyMatrices(backend, attrs, [rows, terms, columns], {
        a: backend.address(a) + index * rows * terms * 4,
        b: backend.address(b) + index * terms * columns * 4,
        out: backend.address(out) + index * rows * columns * 4,
      });
    }
    return out;
  },
);

function multiplyMatrices(
  backend: SimdBackend,
  { transposeA, transposeB }: MatMulAttributes,
  [rows, terms, columns]: [number, number, number],
  addresses: { a: number; b: number; out: number },
): void {
  const termStride = transposeB ? 4 : columns * 4;
  const columnStride = transposeB ? terms * 4 : 4;
  if (transposeA) {
    const right = { address: addresses.b, columns, pixelStride: termStride, columnStride };
    multiplyTransposed(backend, matrixPixels(addresses.a, terms, rows), right, addresses.out);
    return;
  }
  const right = { address: addresses.b, starts: [0], channelStride: termStride, columnStride, columns };
  multiplyPixels(backend, matrixPixels(addresses.a, rows, terms), right, {
    address: addresses.out,
    height: 1,
    width: rows,
  });
}

export const productKernels: readonly KernelConfig[] = [batchMatMul];
