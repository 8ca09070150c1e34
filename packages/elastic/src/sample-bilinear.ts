import type { ImageArray } from '@unet/tensor/arrays';
import { mirror } from '@unet/tensor/internal';
import type { DisplacementFieldArrays } from './displacement-field.ts';
import { checkDisplacement, type Placement } from './sampling.ts';

/** The inner loop of the bilinear image warp; arguments are checked by the caller. */
export function sampleBilinear(image: ImageArray, field: DisplacementFieldArrays, placement: Placement): Float32Array {
  const { height, width, channels, data } = image;
  const { rows, columns } = field;
  const { boundary } = placement;
  const stride = width * channels;
  const lastRow = height - 1;
  const lastColumn = width - 1;
  const result = new Float32Array(field.height * field.width * channels);
  let index = 0;
  let next = 0;
  for (let row = 0; row < field.height; row++) {
    for (let column = 0; column < field.width; column++, index++) {
      const sourceRow = placement.row + row + rows[index]!;
      const sourceColumn = placement.column + column + columns[index]!;
      const top = Math.floor(sourceRow);
      const left = Math.floor(sourceColumn);
      const down = sourceRow - top;
      const right = sourceColumn - left;
      let topLeft: number;
      let topRight: number;
      let bottomLeft: number;
      let bottomRight: number;
      if (top >= 0 && left >= 0 && top < lastRow && left < lastColumn) {
        topLeft = top * stride + left * channels;
        topRight = topLeft + channels;
        bottomLeft = topLeft + stride;
        bottomRight = bottomLeft + channels;
      } else {
        checkDisplacement('warpImage', field, index);
        const upper = mirror(top, height, boundary) * stride;
        const lower = mirror(top + 1, height, boundary) * stride;
        const near = mirror(left, width, boundary) * channels;
        const far = mirror(left + 1, width, boundary) * channels;
        topLeft = upper + near;
        topRight = upper + far;
        bottomLeft = lower + near;
        bottomRight = lower + far;
      }
      if (down === 0 && right === 0) {
        // A copy keeps what arithmetic would not: the sign of zero, and neighbours that are not finite out of it.
        for (let channel = 0; channel < channels; channel++) result[next++] = data[topLeft + channel]!;
      } else {
        for (let channel = 0; channel < channels; channel++) {
          const a = data[topLeft + channel]!;
          const b = data[bottomLeft + channel]!;
          const upper = a + right * (data[topRight + channel]! - a);
          const lower = b + right * (data[bottomRight + channel]! - b);
          result[next++] = upper + down * (lower - upper);
        }
      }
    }
  }
  return result;
}
