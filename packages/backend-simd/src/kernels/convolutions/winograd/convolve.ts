import type { SimdBackend } from '../../../backend.ts';
import type { Filter, TiledImage, WinogradJob } from '../../../generated/jobs.ts';
import { align } from '../../align.ts';
import { noFlag } from '../../flags.ts';
import { FLAG_BYTES } from '../../shared-sizes.ts';
import { oddLines, type Tiling, TRANSFORM_BYTES, tilingOf } from './tiling.ts';

/** Where the result goes. */
export interface Output {
  readonly address: number;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  /** Address of the bias; 0 for none. */
  readonly bias: number;
  /** One of fusedActivations. */
  readonly activation: number;
}

/** Bytes of transformed input that a block of tiles may have: it shares a core's cache with the sums and a slice of the filters. */
const BLOCK_BYTES = 640 * 1024;
/** Outputs that are computed at a time while a block of tiles is in the cache. */
const OUTPUTS_BY_TILES = 64;
/** Outputs whose filters are transformed at a time. */
const OUTPUTS_BY_OUTPUTS = 16;
const TILES_BY_OUTPUTS = 96;

/**
 * 3x3 convolution with stride 1 by Winograd's minimal filtering; assembly/convolution/winograd/forward.ts says how.
 * @returns whether all sums were finite. If not, a direct sum gives infinities and NaN in fewer places.
 */
export function convolve(
  backend: SimdBackend,
  tile: 2 | 4,
  image: TiledImage,
  filter: Filter,
  output: Output,
): boolean {
  const tiling = tilingOf(tile, output.batch, output.height, output.width);
  const outputs = filter.turned ? filter.inputs : filter.outputs;
  const byTiles = tiling.count >= outputs;
  const layout = byTiles
    ? layoutByTiles(tiling, image.channels, outputs)
    : layoutByOutputs(tiling, image.channels, outputs, backend.threads);
  const { filterPlane, inputPlane, sumsPlane, tiles, width } = layout;
  const shared = byTiles ? tiling.planes * filterPlane : tiling.planes * inputPlane;
  const ownPlane = byTiles ? inputPlane : filterPlane;
  const threadBytes = tiling.planes * (ownPlane + sumsPlane) + TRANSFORM_BYTES;
  const work = output.batch * output.height * output.width * image.channels * outputs;
  return backend.withScratch(shared + backend.threads * (threadBytes + FLAG_BYTES), (scratch) => {
    const flags = scratch + shared + backend.threads * threadBytes;
    const job: WinogradJob = {
      tile,
      input: image,
      tilesY: tiling.rows,
      tilesX: tiling.columns,
      tiles: tiling.count,
      output: { ...output, channels: outputs },
      filter,
      // One of the two: the other is transformed block by block.
      transformedFilters: scratch,
      filterPlaneBytes: filterPlane,
      transformedInput: scratch,
      inputPlaneBytes: inputPlane,
      scratch: scratch + shared,
      threadBytes,
      sumsPlaneBytes: sumsPlane,
      blockTiles: tiles,
      blockOutputs: width,
      flags,
    };
    backend.run(byTiles ? 'winogradFilter' : 'winogradInput', work, job);
    backend.run(byTiles ? 'winogradByTiles' : 'winogradByOutputs', work, job);
    return noFlag(backend, flags, work);
  });
}

interface Layout {
  readonly filterPlane: number;
  readonly inputPlane: number;
  readonly sumsPlane: number;
  /** Tiles and outputs in a block. */
  readonly tiles: number;
  readonly width: number;
}

function layoutByTiles({ planes }: Tiling, channels: number, outputs: number): Layout {
  const width = Math.min(OUTPUTS_BY_TILES, align(outputs, 8));
  const tileBytes = planes * align(channels, 16) * 4;
  const tiles = align(Math.min(Math.max(BLOCK_BYTES / tileBytes, 24), 48), 6);
  return {
    filterPlane: oddLines(align(outputs, 8) * align(channels, 4) * 4),
    inputPlane: oddLines(tiles * align(channels, 16) * 4),
    sumsPlane: oddLines(tiles * width * 4),
    tiles,
    width,
  };
}

function layoutByOutputs({ count }: Tiling, channels: number, outputs: number, threads: number): Layout {
  // A block for every thread, also where there are few outputs.
  const width = Math.min(OUTPUTS_BY_OUTPUTS, align(Math.ceil(outputs / threads), 8));
  const tiles = Math.min(TILES_BY_OUTPUTS, align(count, 6));
  return {
    filterPlane: oddLines(width * align(channels, 4) * 4),
    inputPlane: oddLines(align(count, 6) * align(channels, 16) * 4),
    sumsPlane: oddLines(tiles * width * 4),
    tiles,
    width,
  };
}
