import type { backend_util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';

/** With fewer channels the transforms cost more than the multiplications that they save. */
const FEWEST_CHANNELS = 8;

/** Side of the tiles by which a 3x3 convolution is computed; undefined if directly. */
export function winogradTile(
  backend: SimdBackend,
  { inChannels, outChannels }: backend_util.Conv2DInfo,
): 2 | 4 | undefined {
  if (backend.convolution === 'direct' || Math.min(inChannels, outChannels) < FEWEST_CHANNELS) return undefined;
  return backend.convolution === 'winograd2' ? 2 : 4;
}
