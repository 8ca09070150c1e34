import { concat, slice, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { currentPolicy } from './backend-policy.ts';
import { frame } from './frame.ts';
import type { Padding } from './padding.ts';
import { rowsPerBand } from './rows-per-band.ts';

/**
 * Computes a stride-1 convolution, in bands of rows where the backend would otherwise write out too large a matrix.
 * @param convolve computes it for x or for a band of it
 * @param largest as in {@link rowsPerBand}; default: that of the backend
 * @returns what `convolve(x, padding)` would, owned by the caller
 */
export function convolveInBands(
  x: Tensor4D,
  filterShape: Tensor4D['shape'],
  padding: Padding,
  convolve: (x: Tensor4D, padding: Padding) => Tensor4D,
  largest: number = currentPolicy().largestUnfolded ?? Number.POSITIVE_INFINITY,
): Tensor4D {
  const lost = padding === 'valid' ? 1 : 0;
  const height = x.shape[1] - lost * (filterShape[0] - 1);
  const rows = rowsPerBand(filterShape, [x.shape[0], height, x.shape[2] - lost * (filterShape[1] - 1)], largest);
  if (rows >= height) return convolve(x, padding);
  return tidy(() => {
    const framed = padding === 'same' ? frame(x, filterShape) : x;
    const [batch, , width, channels] = framed.shape;
    const bands: Tensor4D[] = [];
    for (let first = 0; first < height; first += rows) {
      const seen = Math.min(rows, height - first) + filterShape[0] - 1;
      bands.push(tidy(() => convolve(slice(framed, [0, first, 0, 0], [batch, seen, width, channels]), 'valid')));
    }
    return concat(bands, 1);
  });
}
