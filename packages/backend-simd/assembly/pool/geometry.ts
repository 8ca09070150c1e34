import { int } from '../common/arguments';

/**
 * Arguments of the general pooling kernels after their addresses, which are always four: batch, height, width, outHeight, outWidth, channels,
 * filterHeight, filterWidth, strideHeight, strideWidth, rows and columns of padding above and to the left.
 */
const FIRST = 4;

@inline
export function batchOf(job: usize): i32 {
  return int(job, FIRST);
}

@inline
export function heightOf(job: usize): i32 {
  return int(job, FIRST + 1);
}

@inline
export function widthOf(job: usize): i32 {
  return int(job, FIRST + 2);
}

@inline
export function outHeightOf(job: usize): i32 {
  return int(job, FIRST + 3);
}

@inline
export function outWidthOf(job: usize): i32 {
  return int(job, FIRST + 4);
}

/** Bytes of a pixel. */
@inline
export function pixelOf(job: usize): usize {
  return <usize>int(job, FIRST + 5) << 2;
}

@inline
export function filterHeightOf(job: usize): i32 {
  return int(job, FIRST + 6);
}

@inline
export function filterWidthOf(job: usize): i32 {
  return int(job, FIRST + 7);
}

@inline
export function strideHeightOf(job: usize): i32 {
  return int(job, FIRST + 8);
}

@inline
export function strideWidthOf(job: usize): i32 {
  return int(job, FIRST + 9);
}

@inline
export function padTopOf(job: usize): i32 {
  return int(job, FIRST + 10);
}

@inline
export function padLeftOf(job: usize): i32 {
  return int(job, FIRST + 11);
}

/** First window of those that reach `place`: the smallest n >= 0 with n * stride + filter > place + pad. */
@inline
export function firstWindow(place: i32, pad: i32, filter: i32, stride: i32): i32 {
  const behind = place + pad - filter;
  return behind < 0 ? 0 : behind / stride + 1;
}

/** The window behind the last of those that reach `place`; at most `count`. */
@inline
export function endOfWindows(place: i32, pad: i32, stride: i32, count: i32): i32 {
  return min((place + pad) / stride + 1, count);
}
