import { interpolateInferno, interpolateViridis } from 'd3-scale-chromatic';
import { type Rgb, rgbOf } from './raster.ts';

/**
 * 256 colours whose lightness rises evenly (Smith and van der Walt 2015, https://bids.github.io/colormap/), so that equal steps of
 * the value look equal, in grey print too.
 */
export type ColorMap = readonly Rgb[];

/** Dark violet, green, yellow: for probabilities. */
export const viridis: ColorMap = sampled(interpolateViridis);

/** Black, red, light yellow: for weights. */
export const inferno: ColorMap = sampled(interpolateInferno);

/** The colour of a value in a domain; values outside get the colour of its nearest end. */
export function colorOf(map: ColorMap, value: number, [low, high]: readonly [number, number]): Rgb {
  const share = high > low ? (value - low) / (high - low) : 0;
  return map[Math.min(255, Math.max(0, Math.floor(share * 256)))]!;
}

function sampled(interpolate: (share: number) => string): ColorMap {
  return Array.from({ length: 256 }, (_, index) => rgbOf(interpolate(index / 255)));
}
