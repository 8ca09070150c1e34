import type { SimdBackend } from '../../../backend.ts';
import type { TiledImage, WinogradGradientJob } from '../../../generated/jobs.ts';
import { align, LINE } from '../../align.ts';
import {
  GRADIENT_CHANNELS,
  INPUT_CHANNELS,
  INPUTS_AT_A_TIME,
  OUTPUTS_AT_A_TIME,
  PANEL_COLUMNS,
  PANEL_ROWS,
} from '../../shared-sizes.ts';
import { oddLines, TRANSFORM_BYTES, tilingOf } from './tiling.ts';

/** Tiles in a block: what belongs to it stays in the cache. */
const TILES = 48;
/** Blocks whose sums are added before they are transformed back: long sums of single floats lose digits. */
const GROUP = 32;

/**
 * Gradient of a 3x3 convolution with stride 1 with respect to its filter; assembly/convolution/winograd/filter-gradient.ts says how.
 * @param image the convolution's input
 * @param gradient of its output: as large as the output, without borders
 * @param out address of `[3, 3, image.channels, gradient.channels]`
 */
export function convolveFilterGradient(
  backend: SimdBackend,
  tile: 2 | 4,
  batch: number,
  image: TiledImage,
  gradient: TiledImage,
  out: number,
): void {
  const tiling = tilingOf(tile, batch, gradient.height, gradient.width);
  const [inputs, outputs] = [image.channels, gradient.channels];
  const { threads } = backend;
  const weights = inputs * outputs;
  const byTiles = tiling.count * (inputs + outputs) > 2 * threads * weights || tiling.planes * weights * 4 < 2 ** 21;
  const tiles = byTiles ? TILES : tiling.count;
  const inputPlane = oddLines(align(inputs, INPUT_CHANNELS) * tiles * 4);
  const gradientPlane = oddLines(align(outputs, GRADIENT_CHANNELS) * tiles * 4);
  const sums = byTiles
    ? align(inputs, PANEL_ROWS) * align(outputs, PANEL_COLUMNS)
    : INPUTS_AT_A_TIME * OUTPUTS_AT_A_TIME;
  const sumsPlane = oddLines(sums * 4);
  const images = tiling.planes * (inputPlane + gradientPlane);
  const threadBytes = oddLines(tiling.planes * sumsPlane + TRANSFORM_BYTES + (byTiles ? images : 0));
  const partBytes = 9 * weights * 4;
  const parts = byTiles && threads > 1 ? align(threads * partBytes, LINE) : 0;
  const work = batch * gradient.height * gradient.width * weights;
  backend.withScratch((byTiles ? 0 : images) + parts + threads * threadBytes, (scratch) => {
    const own = scratch + (byTiles ? parts : images);
    const job: WinogradGradientJob = {
      tile,
      input: image,
      tilesY: tiling.rows,
      tilesX: tiling.columns,
      tiles: tiling.count,
      gradient,
      out: parts > 0 ? scratch : out,
      scratch: own,
      threadBytes,
      inputPlaneBytes: inputPlane,
      gradientPlaneBytes: gradientPlane,
      sumsPlaneBytes: sumsPlane,
      blockTiles: tiles,
      group: GROUP,
      transformedInput: scratch,
      transformedGradient: scratch + tiling.planes * inputPlane,
    };
    if (!byTiles) {
      backend.run('winogradTransformAll', work, job);
      backend.run('winogradGradientByChannels', work, job);
      return;
    }
    backend.run('winogradGradientByTiles', work, job);
    // Little work is done by one thread alone, whose part is then the only one.
    const number = backend.shares(work);
    if (parts > 0) backend.run('addParts', partBytes * threads, { parts: scratch, number, out, count: partBytes / 4 });
  });
}
