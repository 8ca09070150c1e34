export type { Blend } from './blend-weight.ts';
export type { MirrorMode } from './mirror-index.ts';
export { mirrorIndex } from './mirror-index.ts';
export type { Margins } from './mirror-pad.ts';
export type { Size, Tile, TileOptions, TilePlan } from './plan-tiles.ts';
export { planTiles } from './plan-tiles.ts';
export type { StitchOptions } from './stitcher.ts';
export type { TensorStitcher } from './tensors.ts';
export { createStitcher, extractLabelTile, extractTile, mirrorPad } from './tensors.ts';
