import type { Size } from '@unet/tensor/arrays';
import { checkOptions, checkSize } from '@unet/tensor/internal';
import { chooseInput } from './choose-input.ts';
import { type PartialNetworkConfig, wholeConfig } from './network-config.ts';

/** Options of {@link segmentationInputSize}. */
export interface SegmentationInputSizeOptions {
  /** Pixels that neither side exceeds. Default 572, the paper's, or the smallest input size where that is larger. */
  readonly atMost?: number | undefined;
}

/**
 * Height and width of the input by which `segment` predicts an image unless it is told otherwise: what the image needs, at most 572
 * pixels. `limits` of a device are for the main entry, since it takes the network itself to say what it needs.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @param image the image, or its size
 * @throws RangeError for invalid sizes; TypeError for unknown options
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
  checkOptions(where, options, { atMost: true });
  return chooseInput(where, whole, image, options).inputSize;
}
