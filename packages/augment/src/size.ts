/** Rows and columns of a window, in pixels. */
export interface Size {
  readonly height: number;
  readonly width: number;
}
