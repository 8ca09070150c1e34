import { concat, div, keep, mul, pad, add as plus, slice, type Tensor3D, tensor3d, tidy } from '@tensorflow/tfjs-core';
import type { Image } from '@unet/tensor';
import { checkImage } from '@unet/tensor/internal';
import { tileWeights } from '../blend-weight.ts';
import { checkTile } from '../check-tile.ts';
import type { Tile, TilePlan } from '../plan-tiles.ts';
import { addWeights, checkCovered, insideImage } from '../running-mean.ts';
import { checkTileShape, type StitchOptions, stitchOptionsOf } from '../stitch-options.ts';

/** Puts the predicted tensors of single tiles together into one image. */
export interface Stitcher {
  /**
   * Blends one tile's output square into the image. Tiles may come in any order; one that comes twice counts twice.
   * @param values `[outputSize.height, outputSize.width, channels]`; stays the caller's, and is not kept
   * @throws RangeError for another size, a tile outside the plan's image, or after finish or dispose
   */
  add(tile: Tile, values: Image): void;
  /**
   * The image, `[height, width, channels]` of the plan, owned by the caller. Ends the stitcher and releases what it holds.
   * @throws RangeError if a pixel was covered by no tile; the missing tiles can then still be added
   */
  finish(): Image;
  /** Releases what the stitcher holds where it is not finished. Does nothing after finish, or a second time. */
  dispose(): void;
}

/**
 * Starts to stitch the tiles of a plan on the device, with overlaps averaged.
 *
 * Keeps a weighted sum for each row of tiles: with overlaps of a half, twice the image. The weights are known without the values: their
 * sum is kept in plain memory, and nothing is read from the device. The array function of the same name gives the same to 1e-6 of the
 * largest value. What it keeps survives `tidy`, so end it by `finish` or `dispose`.
 * @throws RangeError for an unknown blend, or unless `channels` is a positive integer
 * @example
 * const stitcher = createStitcher(plan, { channels: 2 });
 * for (const tile of plan.tiles) tidy(() => stitcher.add(tile, predict(extractTile(image, plan, tile))));
 * const probability = stitcher.finish();
 */
export function createStitcher(plan: TilePlan, options: StitchOptions): Stitcher {
  const { channels, blend } = stitchOptionsOf('createStitcher', plan, options);
  const { height, width } = plan;
  const { height: tileHeight, width: tileWidth } = plan.outputSize;
  const weights = tileWeights(plan, blend);
  const weightSum = new Float32Array(height * width);
  /** Sums of weighted values of the tiles that start in a row, over the whole width. */
  const bands = new Map<number, Tensor3D>();
  /** The weights on the device, where they are not all 1. */
  let weightTensor: Tensor3D | undefined;
  let ended = false;

  function add(tile: Tile, values: Image): void {
    if (ended) throw new RangeError('Stitcher.add: tiles must come before finish or dispose, got one after it');
    checkTile('Stitcher.add', plan, tile);
    checkImage('Stitcher.add', 'values', values);
    checkTileShape('Stitcher.add', plan, channels, values.shape);
    if (blend !== 'mean') weightTensor ??= keep(tensor3d(weights, [tileHeight, tileWidth, 1]));
    const inside = insideImage(plan, tile);
    const before = bands.get(tile.row);
    const band = tidy(() => {
      const weighted = weightTensor === undefined ? values : mul<Tensor3D>(values, weightTensor);
      const shown = slice(weighted, [0, 0, 0], [inside.height, inside.width, channels]);
      const wide = pad(shown, [
        [0, 0],
        [tile.column, width - tile.column - inside.width],
        [0, 0],
      ]);
      return keep(before === undefined ? wide : plus<Tensor3D>(before, wide));
    });
    before?.dispose();
    bands.set(tile.row, band);
    addWeights(weightSum, plan, tile, weights);
  }

  function finish(): Image {
    if (ended) throw new RangeError('Stitcher.finish: must be called once, got a call after finish or dispose');
    checkCovered('Stitcher.finish', { weightSum, top: 0 }, height * width, width);
    const image = tidy(() => div<Tensor3D>(joinBands(bands), tensor3d(weightSum, [height, width, 1])));
    dispose();
    return image;
  }

  function dispose(): void {
    ended = true;
    for (const band of bands.values()) band.dispose();
    bands.clear();
    weightTensor?.dispose();
  }

  return { add, finish, dispose };
}

/** The sum of bands that together cover an image, each from the row on that it is known by. */
function joinBands(bands: ReadonlyMap<number, Tensor3D>): Tensor3D {
  const placed = [...bands].map(([top, band]) => ({ top, bottom: top + band.shape[0], band }));
  const edges = [...new Set(placed.flatMap(({ top, bottom }) => [top, bottom]))].sort((a, b) => a - b);
  // Between two edges the same bands lie over each other.
  const strips = edges.slice(1).map((bottom, index) => {
    const top = edges[index]!;
    return placed
      .filter((other) => other.top <= top && other.bottom >= bottom)
      .map((other) => slice(other.band, [top - other.top, 0, 0], [bottom - top, -1, -1]))
      .reduce((sum, part) => plus<Tensor3D>(sum, part));
  });
  return strips.length === 1 ? strips[0]! : concat(strips, 0);
}
