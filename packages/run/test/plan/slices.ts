import type { LabelledSliceArrays } from '@unet/tensor/arrays';

/** A slice that is dark everywhere. */
export function darkSlice(height: number, width: number, channels = 1): LabelledSliceArrays {
  return {
    name: `dark-${height}`,
    image: { height, width, channels, data: new Float32Array(height * width * channels) },
    label: { height, width, data: new Int32Array(height * width) },
  };
}
