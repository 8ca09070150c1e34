import type { ImageArray } from '@unet/tensor/arrays';
import { mirror } from '@unet/tensor/internal';
import { splineCoefficients, splineWeights } from './cubic-spline.ts';
import type { DisplacementFieldArrays } from './displacement-field.ts';
import { checkDisplacement, type Placement } from './sampling.ts';

/** The inner loop of the cubic B-spline image warp; arguments are checked by the caller. */
export function sampleBicubic(image: ImageArray, field: DisplacementFieldArrays, placement: Placement): Float32Array {
  const { height, width, channels, data } = image;
  const { boundary } = placement;
  const stride = width * channels;
  const coefficients = splineCoefficients(data, height, width, channels, boundary);
  const result = new Float32Array(field.height * field.width * channels);
  // Reused for each pixel: the weights of four rows and of four columns, and where those begin in the source.
  const weights = new Float64Array(8);
  const rowStarts = new Int32Array(4);
  const columnStarts = new Int32Array(4);
  let index = 0;
  let next = 0;
  for (let row = 0; row < field.height; row++) {
    for (let column = 0; column < field.width; column++, index++) {
      const sourceRow = placement.row + row + field.rows[index]!;
      const sourceColumn = placement.column + column + field.columns[index]!;
      const top = Math.floor(sourceRow);
      const left = Math.floor(sourceColumn);
      const inside = top >= 1 && left >= 1 && top < height - 2 && left < width - 2;
      if (!inside) checkDisplacement('warpImage', field, index);
      if (sourceRow === top && sourceColumn === left) {
        const start = mirror(top, height, boundary) * stride + mirror(left, width, boundary) * channels;
        for (let channel = 0; channel < channels; channel++) result[next++] = data[start + channel]!;
        continue;
      }
      splineWeights(sourceRow - top, weights, 0);
      splineWeights(sourceColumn - left, weights, 4);
      for (let tap = 0; tap < 4; tap++) {
        const tapRow = top - 1 + tap;
        const tapColumn = left - 1 + tap;
        rowStarts[tap] = (inside ? tapRow : mirror(tapRow, height, boundary)) * stride;
        columnStarts[tap] = (inside ? tapColumn : mirror(tapColumn, width, boundary)) * channels;
      }
      for (let channel = 0; channel < channels; channel++) {
        const start0 = columnStarts[0]! + channel;
        const start1 = columnStarts[1]! + channel;
        const start2 = columnStarts[2]! + channel;
        const start3 = columnStarts[3]! + channel;
        let sum = 0;
        for (let tap = 0; tap < 4; tap++) {
          const rowStart = rowStarts[tap]!;
          sum +=
            weights[tap]! *
            (weights[4]! * coefficients[rowStart + start0]! +
              weights[5]! * coefficients[rowStart + start1]! +
              weights[6]! * coefficients[rowStart + start2]! +
              weights[7]! * coefficients[rowStart + start3]!);
        }
        result[next++] = sum;
      }
    }
  }
  return result;
}
