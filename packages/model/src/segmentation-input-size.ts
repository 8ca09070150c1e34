import type { Size } from '@unet/tensor/arrays';
import { checkOptions, checkSize } from '@unet/tensor/internal';
import { chooseInput } from './choose-input.ts';
import type { MemoryLimits } from './fits-device.ts';
import { type PartialNetworkConfig, wholeConfig } from './network-config.ts';
import type { SegmentationInputSizeOptions as PlainOptions } from './segmentation-input-size-of-arrays.ts';
import { roomForSegmentation } from './segmentation-room.ts';

/** Options of {@link segmentationInputSize}. */
export interface SegmentationInputSizeOptions extends PlainOptions {
  /** What the device can hold: `deviceLimits()` of `@unet/backends`. Default: nothing limits. */
  readonly limits?: MemoryLimits | undefined;
  /** Tiles that are predicted at once. Default 1. */
  readonly batchSize?: number | undefined;
  /** Whether predictions are averaged over the symmetries of the square. Default false. */
  readonly symmetries?: boolean | undefined;
}

/**
 * Height and width of the input by which `segment` predicts an image unless it is told otherwise: what the image needs, at most 572
 * pixels, and what fits the device. Where a batch does not fit with the smallest input either, `segment` takes fewer tiles at once.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @param image the image, or its size
 * @throws RangeError if not even one tile of the smallest size fits the device, and for invalid sizes; TypeError for unknown options
 * @example
 * segmentationInputSize(paperConfig, { height: 100, width: 2000 }); // { height: 284, width: 572 }
 */
export function segmentationInputSize(
  config: PartialNetworkConfig,
  image: Size,
  options: SegmentationInputSizeOptions = {},
): Size {
  const where = 'segmentationInputSize';
  const whole = wholeConfig(where, config);
  checkSize(where, 'image', image);
  checkOptions(where, options, { atMost: true, limits: true, batchSize: true, symmetries: true });
  return chooseInput(where, whole, image, options, roomForSegmentation(where, whole, options)).inputSize;
}
