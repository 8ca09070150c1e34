import { pad, type Tensor4D } from '@tensorflow/tfjs-core';

/** Adds the zeros that 'same' padding implies for a filter of this shape. */
export function frame(x: Tensor4D, [rows, columns]: Tensor4D['shape']): Tensor4D {
  const [above, left] = [(rows - 1) >> 1, (columns - 1) >> 1];
  return pad(x, [
    [0, 0],
    [above, rows - 1 - above],
    [left, columns - 1 - left],
    [0, 0],
  ]);
}
