import type { SimdBackend } from '../../../backend.ts';
import { align, LINE } from '../../align.ts';
import { imageArguments, oddLines, type TiledImage, TRANSFORM_BYTES, tilingOf } from './tiling.ts';

/** Tiles in a block: what belongs to it stays in the cache. */
const TILES = 48;
/** Blocks whose sums are added before they are transformed back: long sums of single floats lose digits. */
const GROUP = 32;
/** What is computed at a time where there are many channels: as in assembly/convolution/winograd/filter-gradient.ts. */
const INPUT_BLOCK = 24;
const OUTPUT_BLOCK = 64;

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
  const inputPlane = oddLines(Math.ceil(inputs / 48) * tiles * 192);
  const gradientPlane = oddLines(Math.ceil(outputs / 16) * tiles * 64);
  const sumsPlane = oddLines(byTiles ? align(inputs, 6) * align(outputs, 8) * 4 : INPUT_BLOCK * OUTPUT_BLOCK * 4);
  const images = tiling.planes * (inputPlane + gradientPlane);
  const threadBytes = oddLines(tiling.planes * sumsPlane + TRANSFORM_BYTES + (byTiles ? images : 0));
  const partBytes = 9 * weights * 4;
  const parts = byTiles && threads > 1 ? align(threads * partBytes, LINE) : 0;
  const work = batch * gradient.height * gradient.width * weights;
  backend.withScratch((byTiles ? 0 : images) + parts + threads * threadBytes, (scratch) => {
    const own = scratch + (byTiles ? parts : images);
    const job = [
      tile,
      ...imageArguments(image),
      tiling.rows,
      tiling.columns,
      tiling.count,
      ...imageArguments(gradient),
      parts > 0 ? scratch : out,
      own,
      threadBytes,
      inputPlane,
      gradientPlane,
      sumsPlane,
      tiles,
      GROUP,
      scratch,
      scratch + tiling.planes * inputPlane,
    ];
    if (!byTiles) {
      backend.run('winogradTransformAll', work, job);
      backend.run('winogradGradientByChannels', work, job);
      return;
    }
    backend.run('winogradGradientByTiles', work, job);
    // Little work is done by one thread alone, whose part is then the only one.
    if (parts > 0) backend.run('addParts', partBytes * threads, [scratch, backend.shares(work), out, partBytes / 4]);
  });
}
