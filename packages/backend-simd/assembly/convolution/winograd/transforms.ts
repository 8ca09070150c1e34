import {
  filter2,
  filter4,
  filterGradient2,
  filterGradient4,
  input2,
  input4,
  output2,
  output4,
  outputGradient2,
  outputGradient4,
} from './steps';

/**
 * The two-dimensional transforms of one tile of four channels: the one-dimensional one down the columns into `buffer`, then along
 * the rows. `tile` is 4 for F(4x4, 3x3) and 2 for F(2x2, 3x3); a tile has tile + 2 points a side. What they write for point (i, j) is plane
 * i * (tile + 2) + j, planes lying `plane` bytes apart.
 */

/** Input: (tile + 2) x (tile + 2) pixels to planes. */
export function transformInput(tile: i32, from: usize, row: usize, pixel: usize, out: usize, plane: usize, buffer: usize): void {
  if (tile == 4) {
    for (let i: usize = 0; i < 6; i++) input4(from + i * pixel, row, buffer + i * 16, 96);
    for (let i: usize = 0; i < 6; i++) input4(buffer + i * 96, 16, out + i * 6 * plane, plane);
    return;
  }
  for (let i: usize = 0; i < 4; i++) input2(from + i * pixel, row, buffer + i * 16, 64);
  for (let i: usize = 0; i < 4; i++) input2(buffer + i * 64, 16, out + i * 4 * plane, plane);
}

/** Gradient of the output: tile x tile pixels to planes. */
export function transformOutputGradient(tile: i32, from: usize, row: usize, pixel: usize, out: usize, plane: usize, buffer: usize): void {
  if (tile == 4) {
    for (let i: usize = 0; i < 4; i++) outputGradient4(from + i * pixel, row, buffer + i * 16, 64);
    for (let i: usize = 0; i < 6; i++) outputGradient4(buffer + i * 64, 16, out + i * 6 * plane, plane);
    return;
  }
  for (let i: usize = 0; i < 2; i++) outputGradient2(from + i * pixel, row, buffer + i * 16, 32);
  for (let i: usize = 0; i < 4; i++) outputGradient2(buffer + i * 32, 16, out + i * 4 * plane, plane);
}

/** Filter: 3 x 3 taps, 16 bytes apart, to planes. */
export function transformFilter(tile: i32, taps: usize, out: usize, plane: usize, buffer: usize): void {
  if (tile == 4) {
    for (let i: usize = 0; i < 3; i++) filter4(taps + i * 16, 48, buffer + i * 16, 48);
    for (let i: usize = 0; i < 6; i++) filter4(buffer + i * 48, 16, out + i * 6 * plane, plane);
    return;
  }
  for (let i: usize = 0; i < 3; i++) filter2(taps + i * 16, 48, buffer + i * 16, 48);
  for (let i: usize = 0; i < 4; i++) filter2(buffer + i * 48, 16, out + i * 4 * plane, plane);
}

/** Planes to the output's tile x tile pixels, 16 bytes apart. */
export function transformOutput(tile: i32, from: usize, plane: usize, out: usize, buffer: usize): void {
  if (tile == 4) {
    for (let i: usize = 0; i < 6; i++) output4(from + i * plane, 6 * plane, buffer + i * 16, 96);
    for (let i: usize = 0; i < 4; i++) output4(buffer + i * 96, 16, out + i * 64, 16);
    return;
  }
  for (let i: usize = 0; i < 4; i++) output2(from + i * plane, 4 * plane, buffer + i * 16, 64);
  for (let i: usize = 0; i < 2; i++) output2(buffer + i * 64, 16, out + i * 32, 16);
}

/** Planes to the gradient of the filter's 3 x 3 taps, 16 bytes apart. */
export function transformFilterGradient(tile: i32, from: usize, plane: usize, out: usize, buffer: usize): void {
  if (tile == 4) {
    for (let i: usize = 0; i < 6; i++) filterGradient4(from + i * plane, 6 * plane, buffer + i * 16, 96);
    for (let i: usize = 0; i < 3; i++) filterGradient4(buffer + i * 96, 16, out + i * 48, 16);
    return;
  }
  for (let i: usize = 0; i < 4; i++) filterGradient2(from + i * plane, 4 * plane, buffer + i * 16, 64);
  for (let i: usize = 0; i < 3; i++) filterGradient2(buffer + i * 64, 16, out + i * 48, 16);
}
