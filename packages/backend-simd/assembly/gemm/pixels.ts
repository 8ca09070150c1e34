/**
 * A left matrix whose rows are looked up in an image: row (n, y, x) of a grid is, tap after tap, the channels of pixel
 * (y * strideY + offsetY[tap], x * strideX + offsetX[tap]) of image n, zeros where that lies outside. This is how every convolution becomes
 * a matrix product; an ordinary matrix is an image of one row with one tap, its columns being channels.
 */
@unmanaged
export class Pixels {
  /** Of the images. */
  address: usize;
  height: i32;
  width: i32;
  channels: i32;
  gridHeight: i32;
  gridWidth: i32;
  strideY: i32;
  strideX: i32;
  taps: i32;
  /** Of the taps: pairs of whole numbers, y and x. */
  offsets: usize;
}

/** Writes for one row: address of its image, y * strideY, x * strideX. */
export function locateRow(pixels: Pixels, row: i32, place: usize): void {
  const gridWidth = pixels.gridWidth;
  const gridHeight = pixels.gridHeight;
  const x = row % gridWidth;
  const rest = row / gridWidth;
  const y = rest % gridHeight;
  const n = rest / gridHeight;
  const imageBytes = (<usize>(pixels.height * pixels.width) * <usize>pixels.channels) << 2;
  store<u32>(place, <u32>(pixels.address + <usize>n * imageBytes));
  store<i32>(place, y * pixels.strideY, 4);
  store<i32>(place, x * pixels.strideX, 8);
}

/** Address of the channels that a row has for a tap; 0 if they lie outside the image. */
@inline
export function channelsOf(pixels: Pixels, place: usize, tap: i32): usize {
  const offsets = pixels.offsets + (<usize>tap << 3);
  const y = load<i32>(place, 4) + load<i32>(offsets);
  const x = load<i32>(place, 8) + load<i32>(offsets, 4);
  const width = pixels.width;
  if (<u32>y >= <u32>pixels.height || <u32>x >= <u32>width) return 0;
  return <usize>load<u32>(place) + ((<usize>(y * width + x) * <usize>pixels.channels) << 2);
}
