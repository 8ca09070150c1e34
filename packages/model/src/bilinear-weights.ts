/**
 * The filter of a transposed convolution that interpolates each channel bilinearly (Long et al. 2015, section 3.3): a pyramid over twice the
 * stride, between the centres of the pixels.
 * @param stride times that the output is as fine
 * @returns `[2 stride, 2 stride, channels, channels]`
 */
export function bilinearWeights(stride: number, channels: number): Float32Array {
  const kernel = 2 * stride;
  const along = Array.from({ length: kernel }, (_, place) => 1 - Math.abs(place + 0.5 - stride) / stride);
  const weights = new Float32Array(kernel * kernel * channels * channels);
  for (const [row, ofRow] of along.entries()) {
    for (const [column, ofColumn] of along.entries()) {
      for (let channel = 0; channel < channels; channel++) {
        weights[((row * kernel + column) * channels + channel) * channels + channel] = ofRow * ofColumn;
      }
    }
  }
  return weights;
}
