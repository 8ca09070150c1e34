import { int, pointer } from '../common/arguments';

/**
 * A left matrix whose rows are looked up in an image: row (n, y, x) of a grid is, tap after tap, the channels of pixel
 * (y * strideY + offsetY[tap], x * strideX + offsetX[tap]) of image n, zeros where that lies outside. This is how every convolution becomes
 * a matrix product; an ordinary matrix is an image of one row with one tap, its columns being channels.
 *
 * Ten words of a job's arguments describe it: address of the images, height, width, channels, height and width of the grid, strideY, strideX,
 * number of taps, address of the taps' offsets (pairs of i32: y, x).
 */

/** Bytes of what {@link locateRow} writes. */
export const PLACE_BYTES: usize = 16;

/** Writes for one row: address of its image, y * strideY, x * strideX. */
export function locateRow(job: usize, first: i32, row: i32, place: usize): void {
  const gridWidth = int(job, first + 5);
  const gridHeight = int(job, first + 4);
  const x = row % gridWidth;
  const rest = row / gridWidth;
  const y = rest % gridHeight;
  const n = rest / gridHeight;
  const imageBytes = (<usize>(int(job, first + 1) * int(job, first + 2)) * <usize>int(job, first + 3)) << 2;
  store<u32>(place, <u32>(pointer(job, first) + <usize>n * imageBytes));
  store<i32>(place, y * int(job, first + 6), 4);
  store<i32>(place, x * int(job, first + 7), 8);
}

/** Address of the channels that a row has for a tap; 0 if they lie outside the image. */
@inline
export function channelsOf(job: usize, first: i32, place: usize, tap: i32): usize {
  const offsets = pointer(job, first + 9) + (<usize>tap << 3);
  const y = load<i32>(place, 4) + load<i32>(offsets);
  const x = load<i32>(place, 8) + load<i32>(offsets, 4);
  const width = int(job, first + 2);
  if (<u32>y >= <u32>int(job, first + 1) || <u32>x >= <u32>width) return 0;
  return <usize>load<u32>(place) + ((<usize>(y * width + x) * <usize>int(job, first + 3)) << 2);
}
