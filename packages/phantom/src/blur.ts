/**
 * Smooths a plane in place with the binomial kernel [1 2 1] / 4 along both axes, `times` times; edge pixels are repeated
 * outside. Each time adds a variance of one half a pixel squared per axis.
 */
export function binomialBlur(data: Float64Array, height: number, width: number, times: number): void {
  for (let time = 0; time < times; time++) {
    for (let row = 0; row < height; row++) smoothLine(data, row * width, 1, width);
    for (let column = 0; column < width; column++) smoothLine(data, column, width, height);
  }
}

function smoothLine(data: Float64Array, start: number, stride: number, length: number): void {
  let before = data[start]!;
  for (let index = 0; index < length; index++) {
    const here = start + index * stride;
    const value = data[here]!;
    const after = index + 1 < length ? data[here + stride]! : value;
    data[here] = (before + 2 * value + after) / 4;
    before = value;
  }
}
