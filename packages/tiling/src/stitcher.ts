import type { ImageArray } from '@unet/tensor/arrays';
import { tileWeights } from './blend-weight.ts';
import { checkTile } from './check-tile.ts';
import type { Tile, TilePlan } from './plan-tiles.ts';
import { blendTile, checkCovered } from './running-mean.ts';
import { checkTileValues, type StitchOptions, stitchOptionsOf } from './stitch-options.ts';

/** Puts the predictions of single tiles together into one image. */
export interface StitcherArrays {
  /**
   * Blends one tile's output square into the image. Tiles may come in any order; one that comes twice counts twice.
   * @param values `outputSize x channels`; read at once, not kept
   * @throws RangeError for another size, a tile outside the plan's image, or after {@link StitcherArrays.finish}
   */
  add(tile: Tile, values: ImageArray): void;
  /**
   * The image, `height x width x channels` of the plan. Ends the stitcher: nothing can be added afterwards.
   * @throws RangeError if a pixel was covered by no tile; the missing tiles can then still be added
   */
  finish(): ImageArray;
}

/**
 * Starts to stitch the tiles of a plan, with overlaps averaged.
 *
 * Keeps a running weighted mean of each value and the sum of weights of each pixel, 4 (channels + 1) bytes a pixel, whatever the
 * number of tiles; {@link stitchRows} keeps less where tiles come in order. Equal values come out unchanged: stitching what
 * {@link extractTile} cut out gives the image back exactly.
 * @throws RangeError for an unknown blend, or unless `channels` is a positive integer
 * @example
 * const stitcher = createStitcher(plan, { channels: 2, blend: 'centre' });
 * for (const tile of plan.tiles) stitcher.add(tile, predict(extractTile(image, plan, tile)));
 * const probability = stitcher.finish();
 */
export function createStitcher(plan: TilePlan, options: StitchOptions): StitcherArrays {
  const { channels, blend } = stitchOptionsOf('createStitcher', plan, options);
  const { height, width } = plan;
  const weights = tileWeights(plan, blend);
  const image = {
    top: 0,
    mean: new Float32Array(height * width * channels),
    weightSum: new Float32Array(height * width),
  };
  let finished = false;

  function add(tile: Tile, values: ImageArray): void {
    if (finished) throw new RangeError('Stitcher.add: tiles must come before finish, got one after it');
    checkTile('Stitcher.add', plan, tile);
    checkTileValues('Stitcher.add', plan, channels, values);
    blendTile(image, plan, tile, weights, values.data, channels);
  }

  function finish(): ImageArray {
    if (finished) throw new RangeError('Stitcher.finish: must be called once, got a second call');
    checkCovered('Stitcher.finish', image, height * width, width);
    finished = true;
    return { height, width, channels, data: image.mean };
  }

  return { add, finish };
}
