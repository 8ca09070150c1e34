/** Sizes of images NHWC that are pooled. */
@unmanaged
export class Images {
  batch: i32;
  height: i32;
  width: i32;
  outHeight: i32;
  outWidth: i32;
  channels: i32;
}

/** The same and the windows, of any size, stride and padding. */
@unmanaged
export class Windows extends Images {
  filterHeight: i32;
  filterWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  /** Rows of padding above, columns on the left. */
  padTop: i32;
  padLeft: i32;
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
