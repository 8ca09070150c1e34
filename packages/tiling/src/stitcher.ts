import { checkImageArray, describe, type ImageArray } from '@unet/tensor/arrays';
import { type Blend, blendWeight } from './blend-weight.ts';
import { checkPlan, checkTile } from './check-tile.ts';
import type { Tile, TilePlan } from './plan-tiles.ts';

/** Options of {@link createStitcher}. */
export interface StitchOptions {
  /** Default `mean`, see {@link Blend}. */
  readonly blend?: Blend;
}

/** Puts the predictions of single tiles together into one image. */
export interface Stitcher {
  /**
   * Blends one tile's output square into the image. Tiles may come in any order; one that comes twice counts twice.
   * @param values `tileHeight x tileWidth x channels`; read at once, not kept
   * @throws RangeError for another size, a tile outside the plan's image, or after {@link Stitcher.finish}
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
 * number of tiles. The mean is updated as m += (v - m) w / W (West 1979, https://doi.org/10.1145/359146.359153), which
 * returns equal values unchanged: stitching what {@link extractTile} cut out gives the image back exactly.
 * @param channels of the values to come
 * @throws TypeError for an unknown blend, RangeError unless `channels` is a positive integer
 * @example
 * const stitcher = createStitcher(plan, 2, { blend: 'centre' });
 * for (const tile of plan.tiles) stitcher.add(tile, predict(extractTile(image, plan, tile)));
 * const probability = stitcher.finish();
 */
export function createStitcher(plan: TilePlan, channels: number, options: StitchOptions = {}): Stitcher {
  checkPlan('createStitcher', plan);
  if (!Number.isInteger(channels) || channels < 1) {
    throw new RangeError(`createStitcher: channels must be a positive integer, got ${describe(channels)}`);
  }
  const { blend = 'mean' } = options;
  if (blend !== 'mean' && blend !== 'centre') {
    throw new TypeError(`createStitcher: options.blend must be "mean" or "centre", got ${describe(blend)}`);
  }
  const { height, width } = plan;
  const mean = new Float32Array(height * width * channels);
  const weightSum = new Float32Array(height * width);
  const rowWeight = blendWeight(plan.tileHeight, blend);
  const columnWeight = blendWeight(plan.tileWidth, blend);
  let finished = false;

  function add(tile: Tile, values: ImageArray): void {
    if (finished) throw new RangeError('Stitcher.add: tiles must come before finish, got one after it');
    checkTile('Stitcher.add', plan, tile);
    checkValues(plan, channels, values);
    // Where the image is smaller than the tile, what overhangs is dropped.
    const rows = Math.min(plan.tileHeight, height - tile.row);
    const columns = Math.min(plan.tileWidth, width - tile.column);
    for (let row = 0; row < rows; row++) {
      let pixel = (tile.row + row) * width + tile.column;
      let source = row * plan.tileWidth * channels;
      for (let column = 0; column < columns; column++, pixel++) {
        // Rounded as its sum is, so that the first tile's share is exactly 1.
        const weight = Math.fround(rowWeight[row]! * columnWeight[column]!);
        weightSum[pixel]! += weight;
        const share = weight / weightSum[pixel]!;
        let target = pixel * channels;
        for (let channel = 0; channel < channels; channel++, source++, target++) {
          mean[target]! += (values.data[source]! - mean[target]!) * share;
        }
      }
    }
  }

  function finish(): ImageArray {
    if (finished) throw new RangeError('Stitcher.finish: must be called once, got a second call');
    checkCovered(weightSum, width);
    finished = true;
    return { height, width, channels, data: mean };
  }

  return { add, finish };
}

function checkValues(plan: TilePlan, channels: number, values: ImageArray): void {
  checkImageArray('Stitcher.add', 'values', values);
  const { tileHeight, tileWidth } = plan;
  if (values.height !== tileHeight || values.width !== tileWidth || values.channels !== channels) {
    throw new RangeError(
      `Stitcher.add: values must be ${tileHeight} x ${tileWidth} x ${channels}, ` +
        `got ${values.height} x ${values.width} x ${values.channels}`,
    );
  }
}

function checkCovered(weightSum: Float32Array, width: number): void {
  const first = weightSum.indexOf(0);
  if (first < 0) return;
  let count = 0;
  for (let pixel = first; pixel < weightSum.length; pixel++) {
    if (weightSum[pixel] === 0) count++;
  }
  throw new RangeError(
    `Stitcher.finish: every pixel must be covered, got ${count} uncovered, the first at row ${Math.floor(first / width)}, ` +
      `column ${first % width}`,
  );
}
