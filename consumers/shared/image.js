const side = 40;

/** Stripes. */
export const image = {
  height: side,
  width: side,
  channels: 1,
  data: Float32Array.from({ length: side * side }, (_, pixel) => (pixel % 8) / 8),
};
