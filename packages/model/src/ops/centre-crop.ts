import { pad, slice, type Tensor4D } from '@tensorflow/tfjs-core';

/** What is cut away above and below, left and right of a larger map. */
export interface Crop {
  readonly top: number;
  readonly left: number;
}

/**
 * How a skip connection is cropped about its centre to the size of upsampled features.
 * @param where name of the calling function, the start of the message
 * @throws RangeError if the batches differ, or the sizes by an odd number or the wrong way round
 */
export function centreCrop(where: string, skip: Tensor4D, up: Tensor4D): Crop {
  const [batch, skipHeight, skipWidth] = skip.shape;
  const [upBatch, height, width] = up.shape;
  if (batch !== upBatch) {
    throw new RangeError(`${where}: skip and up must have the same batch, got ${batch} and ${upBatch}`);
  }
  const [rows, columns] = [skipHeight - height, skipWidth - width];
  if (rows < 0 || columns < 0 || rows % 2 !== 0 || columns % 2 !== 0) {
    throw new RangeError(
      `${where}: skip must be larger than up by an even number of pixels, got ${skipHeight} x ${skipWidth} and ${height} x ${width}`,
    );
  }
  return { top: rows / 2, left: columns / 2 };
}

/** The centre of `x`. */
export function cropped(x: Tensor4D, { top, left }: Crop): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  return slice(x, [0, top, left, 0], [batch, height - 2 * top, width - 2 * left, channels]);
}

/** The gradient of {@link cropped}: zeros around that of the centre. */
export function uncropped(dCentre: Tensor4D, { top, left }: Crop): Tensor4D {
  return pad(dCentre, [
    [0, 0],
    [top, top],
    [left, left],
    [0, 0],
  ]);
}
