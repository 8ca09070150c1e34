import type { backend_util } from '@tensorflow/tfjs-core';

/** A convolution by its definition, in double precision. */
export function convolve64(x: Float64Array, filter: Float64Array, info: backend_util.Conv2DInfo): Float64Array {
  const { batchSize, outHeight, outWidth, outChannels } = info;
  const out = new Float64Array(batchSize * outHeight * outWidth * outChannels);
  forEachTap(info, (input, weights, pixel) => {
    for (let output = 0; output < outChannels; output++) out[pixel + output]! += x[input]! * filter[weights + output]!;
  });
  return out;
}

/** The gradient of it with respect to the filter, by its definition, in double precision: `[rows, columns, in, out]`. */
export function filterGradient64(
  x: ArrayLike<number>,
  dy: ArrayLike<number>,
  info: backend_util.Conv2DInfo,
): Float64Array {
  const { outChannels, inChannels, filterHeight, filterWidth } = info;
  const out = new Float64Array(filterHeight * filterWidth * inChannels * outChannels);
  forEachTap(info, (input, weights, pixel) => {
    for (let output = 0; output < outChannels; output++) out[weights + output]! += x[input]! * dy[pixel + output]!;
  });
  return out;
}

/**
 * Calls `visit` for every value of the input under every tap of the filter: with its place in the input, that of the first of its weights in the
 * filter, and that of the first channel of the output pixel.
 */
function forEachTap(
  info: backend_util.Conv2DInfo,
  visit: (input: number, weights: number, pixel: number) => void,
): void {
  const { batchSize, outHeight, outWidth, outChannels, inHeight, inWidth, inChannels, filterHeight, filterWidth } =
    info;
  let pixel = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let row = 0; row < outHeight; row++) {
      for (let column = 0; column < outWidth; column++, pixel += outChannels) {
        for (let tap = 0; tap < filterHeight * filterWidth; tap++) {
          const y = row * info.strideHeight + Math.floor(tap / filterWidth) - info.padInfo.top;
          const z = column * info.strideWidth + (tap % filterWidth) - info.padInfo.left;
          if (y < 0 || y >= inHeight || z < 0 || z >= inWidth) continue;
          const first = ((n * inHeight + y) * inWidth + z) * inChannels;
          for (let channel = 0; channel < inChannels; channel++) {
            visit(first + channel, (tap * inChannels + channel) * outChannels, pixel);
          }
        }
      }
    }
  }
}
